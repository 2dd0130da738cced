-- people: who asked to be erased, and when that is due. A row ends with its person, or when they call it off.
create table erasure (
    person_id   bigint      not null primary key,
    asked_at    datetime(6) not null,
    due_at      datetime(6) not null,
    reminded_at datetime(6) null,
    told_at     datetime(6) null
) default charset utf8mb4 collate utf8mb4_bin;
create index erasure_due on erasure (due_at);

-- db-scheduler: its jobs and when they are due, so that each runs on one node only. The columns are the library's.
create table scheduled_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            blob         null,
    execution_time       datetime(6)  not null,
    picked               boolean      not null,
    picked_by            varchar(50)  null,
    last_success         datetime(6)  null,
    last_failure         datetime(6)  null,
    consecutive_failures int          null,
    last_heartbeat       datetime(6)  null,
    version              bigint       not null,
    priority             smallint     null,
    primary key (task_name, task_instance)
) default charset utf8mb4 collate utf8mb4_bin;
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_beat on scheduled_tasks (last_heartbeat);
