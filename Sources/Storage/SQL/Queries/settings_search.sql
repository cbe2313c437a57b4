-- settings_search: what the settings say about ranking.
SELECT key, value FROM system_config WHERE starts_with(key, 'search.') AND value IS NOT NULL;
