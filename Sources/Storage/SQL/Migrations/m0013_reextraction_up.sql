-- Extracting stored documents again: how each was extracted, what a person changed of it, and for every run what became of each document.

-- The ways in which documents were extracted: a few dozen. Whether a document is out of date is a question about its recipe, not about it.
CREATE TABLE extraction_recipes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    extractor varchar(50) NOT NULL, -- 'none' where nothing was extracted
    version integer NOT NULL,
    libraries jsonb NOT NULL, -- with their versions
    rules jsonb NOT NULL, -- what else decides what comes of a document, with versions: detection, classification, tagging; {} if not known
    pipeline text NOT NULL, -- the pipeline file; '' if not known
    recipe_key text NOT NULL GENERATED ALWAYS AS (
        md5(user_id::text || ' ' || extractor || ' ' || version::text || ' ' || libraries::text || ' ' || rules::text || ' ' || pipeline)
    ) STORED,
    created_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    CONSTRAINT extraction_recipes_recipe_key_key UNIQUE (recipe_key)
);

ALTER TABLE artifacts
    ADD COLUMN recipe_id bigint REFERENCES extraction_recipes (id) ON DELETE SET NULL,
    -- What a person changed: no extraction replaces it.
    ADD COLUMN edited text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT artifacts_edited_check CHECK (edited <@ ARRAY['title', 'tags']);

-- Of documents that are there already, the recipe is what their extraction says; where it says nothing of a title that it gave, a person changed it.
CREATE TEMPORARY TABLE known_recipes ON COMMIT DROP AS
SELECT
    artifact.id, artifact.user_id, coalesce(split_part(artifact.extractor, '/', 1), 'none') AS extractor,
    coalesce(nullif(split_part(artifact.extractor, '/', 2), '')::integer, 0) AS version,
    coalesce(stored.extracted_data #> '{extractor,libraries}', '{}') AS libraries, coalesce(job.pipeline, '') AS pipeline,
    artifact.title IS DISTINCT FROM left(stored.extracted_data ->> 'title', 500)
    AND stored.extracted_data ->> 'title' <> '' AS has_own_title
FROM artifacts AS artifact
LEFT JOIN scraping_jobs AS job ON job.id = artifact.job_id
LEFT JOIN content_extractions AS stored ON stored.artifact_id = artifact.id AND stored.extraction_type = 'metadata';

INSERT INTO extraction_recipes (user_id, extractor, version, libraries, rules, pipeline)
SELECT DISTINCT user_id, extractor, version, libraries, '{}'::jsonb, pipeline FROM known_recipes;

ALTER TABLE artifacts DISABLE TRIGGER update_artifacts_updated_at;
UPDATE artifacts AS artifact
SET recipe_id = recipe.id, edited = CASE WHEN known.has_own_title THEN ARRAY['title'] ELSE '{}' END
FROM known_recipes AS known
JOIN extraction_recipes AS recipe
    ON (recipe.user_id, recipe.extractor, recipe.version, recipe.libraries, recipe.pipeline)
    = (known.user_id, known.extractor, known.version, known.libraries, known.pipeline)
WHERE artifact.id = known.id;
ALTER TABLE artifacts ENABLE TRIGGER update_artifacts_updated_at;

-- A title or tags that are changed otherwise than by an extraction are a person's, whatever program or page they used.
CREATE FUNCTION note_edits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('stratlogic.writer', true) = 'extraction' THEN
        RETURN NEW;
    END IF;
    IF NEW.title IS DISTINCT FROM OLD.title AND NOT 'title' = ANY (NEW.edited) THEN
        NEW.edited := NEW.edited || 'title'::text;
    END IF;
    IF NEW.tags IS DISTINCT FROM OLD.tags AND NOT 'tags' = ANY (NEW.edited) THEN
        NEW.edited := NEW.edited || 'tags'::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER note_edits BEFORE UPDATE OF title, tags ON artifacts
    FOR EACH ROW WHEN ((OLD.title, OLD.tags) IS DISTINCT FROM (NEW.title, NEW.tags)) EXECUTE FUNCTION note_edits();

-- A tag that a person gives is none that the next extraction may take away. What is there was derived.
ALTER TABLE metadata_tags ADD COLUMN is_derived boolean NOT NULL DEFAULT true;
ALTER TABLE metadata_tags ALTER COLUMN is_derived SET DEFAULT false;

-- What came of each document that a run extracted again; with the former extraction, for as long as the run may be taken back.
CREATE TABLE reextractions (
    job_id uuid NOT NULL REFERENCES scraping_jobs (id) ON DELETE CASCADE,
    artifact_id uuid NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    verdict text NOT NULL,
    reason text, -- why the new one was refused, or failed
    changed text[] NOT NULL DEFAULT '{}',
    recipe_id bigint, -- of the new one, promoted or not
    state_before text,
    state_after text,
    language_before varchar(20),
    language_after varchar(20),
    characters_before integer,
    characters_after integer,
    characters_lost integer,
    characters_gained integer,
    similarity real,
    tags_lost text[] NOT NULL DEFAULT '{}',
    tags_gained text[] NOT NULL DEFAULT '{}',
    former jsonb, -- rows as they were: artifact, parts, tags, extractions
    former_text text, -- where the text is another now
    decided_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    CONSTRAINT reextractions_pkey PRIMARY KEY (job_id, artifact_id),
    CONSTRAINT reextractions_verdict_check CHECK (verdict IN ('unchanged', 'promoted', 'refused', 'failed', 'restored')),
    CONSTRAINT reextractions_former_check CHECK ((former IS NOT NULL) = (verdict = 'promoted')),
    CONSTRAINT reextractions_similarity_check CHECK (similarity BETWEEN 0 AND 1)
);
CREATE INDEX idx_reextractions_artifact_id ON reextractions (artifact_id);

DO $$
BEGIN
    ALTER TABLE reextractions ALTER COLUMN former SET COMPRESSION lz4;
    ALTER TABLE reextractions ALTER COLUMN former_text SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END
$$;

ALTER TABLE extraction_recipes ENABLE ROW LEVEL SECURITY;
ALTER TABLE reextractions ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON extraction_recipes USING (user_id = (SELECT acting_user_id()));
CREATE POLICY owner_all ON reextractions USING (user_id = (SELECT acting_user_id()));
