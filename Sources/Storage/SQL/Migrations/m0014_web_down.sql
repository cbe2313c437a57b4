-- Takes back m0014_web: servers are asked for all pages anew.
DROP TABLE site_turns;
DROP TABLE job_pages;
DROP TABLE web_pages;
