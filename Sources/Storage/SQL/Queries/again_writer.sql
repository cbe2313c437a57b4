-- again_writer: until the commit, titles and tags are changed by an extraction, not by a person (note_edits).
SELECT set_config('stratlogic.writer', 'extraction', true);
