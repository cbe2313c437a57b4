-- Back to the progress that a job had when it was ended.
CREATE OR REPLACE FUNCTION follow_job_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('pending', 'running') THEN
        NEW.progress := least(99, 100::bigint * (NEW.processed_items + NEW.failed_items) / greatest(NEW.total_items, 1));
    ELSE
        NEW.progress := CASE WHEN NEW.status = 'completed' THEN 100 ELSE OLD.progress END;
        NEW.total_items := NEW.processed_items + NEW.failed_items;
    END IF;
    RETURN NEW;
END;
$$;
