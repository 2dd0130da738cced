package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Old failures are deleted by time, even without a sign-in.
@OnEachDatabase(always = true)
class StaffCleanupJobTest {

    private final TestDatabase database;

    StaffCleanupJobTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void empty() {
        database.sql().execute("delete from staff_failure");
    }

    @Test
    void deletesWhatDoesNotCountAnyMore() {
        Instant now = Instant.parse("2026-11-26T10:00:00Z");
        insert((byte) 1, now.minus(SignInThrottle.NAME_FAILURE_TTL).minus(Duration.ofMinutes(1)));
        insert((byte) 2, now.minus(Duration.ofHours(1)));
        new StaffCleanupJob(
                        database.getBean(SignInThrottle.class),
                        database.getBean(StaffNotificationService.class),
                        InstantSource.fixed(now))
                .deleteExpiredSignInFailures();
        int left = database.sql().queryOne(Integer.class, "select count(*) from staff_failure");
        assertThat(left).isEqualTo(1);
    }

    private void insert(byte key, Instant at) {
        byte[] hash = new byte[32];
        hash[0] = key;
        database.sql().execute("insert into staff_failure (key_hash, failures, last_at) values (?, 1, ?)", hash, at);
    }
}
