package pk.rahnuma.persistence.job;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.util.function.Consumer;

/// Work that one node at a time does for all that share the database. A bean of this type is a job of each server.
///
/// @param name stored by db-scheduler
/// @param work called with the current time
public record ClusterJob(String name, Schedule schedule, Consumer<Instant> work) {}
