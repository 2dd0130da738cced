package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.staff.StaffException;

/// A flood of sign-ins, over HTTP.
class PasswordHasherQueueTest {

    /// More than may work and wait, so that a place that gets free is taken again.
    private static final int CROWD =
            PasswordHasher.MAX_QUEUED + Runtime.getRuntime().availableProcessors() + 2;
    private static final long RETRY_NANOS = 1_000_000;

    @Test
    void anOverloadedSignInIsRefusedAtOnceAndTheChatContinues() throws InterruptedException {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            PasswordHasher passwords = server.getBean(PasswordHasher.class);
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                crowd.add(Thread.ofPlatform().start(() -> signInUntil(over, passwords)));
            }
            try {
                AwaitSupport.await().until(() -> signIn(visitor).status() == 503);
                visitor.sendText("/start").requireStatus(200);
            } finally {
                over.set(true);
                for (Thread one : crowd) {
                    one.join();
                }
            }
            assertThat(signIn(visitor).status()).isNotEqualTo(503);
        }
    }

    private static void signInUntil(AtomicBoolean over, PasswordHasher passwords) {
        while (!over.get()) {
            try {
                passwords.matchesHash(PasswordHasher.ClientKind.STRANGER, "three goats", passwords.dummyHash());
            } catch (StaffException busy) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private static ApiClient.ApiResponse signIn(ApiClient visitor) {
        return visitor.send(
                visitor.requestTo("desk/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=nobody&password=three+goats")),
                false);
    }
}
