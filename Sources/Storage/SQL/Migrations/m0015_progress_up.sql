-- What is in flight when a job is cancelled is stored all the same, so its progress goes on: what it has done, of that and what it left queued.
CREATE OR REPLACE FUNCTION follow_job_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('pending', 'running') THEN
        NEW.progress := least(99, 100::bigint * (NEW.processed_items + NEW.failed_items) / greatest(NEW.total_items, 1));
    ELSE
        NEW.total_items := NEW.processed_items + NEW.failed_items;
        NEW.progress := CASE
            WHEN NEW.status = 'completed' THEN 100
            ELSE least(
                CASE WHEN NEW.walked_at IS NULL THEN 99 ELSE 100 END,
                100::bigint * NEW.total_items / greatest(
                    NEW.total_items + (SELECT count(*) FROM job_queue AS item WHERE item.job_id = NEW.id), 1
                )
            )
        END;
    END IF;
    RETURN NEW;
END;
$$;
