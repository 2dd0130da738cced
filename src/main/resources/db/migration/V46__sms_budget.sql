-- messaging: SMS of a day, all nodes together, for the daily budget. The day is that of Pakistan, in days since 1970-01-01.
create table sms_day (
    day_number int not null primary key,
    sent       int not null
) default charset utf8mb4 collate utf8mb4_bin;
