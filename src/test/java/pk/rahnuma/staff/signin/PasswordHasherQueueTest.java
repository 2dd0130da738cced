package pk.rahnuma.staff.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.staff.StaffException;

/// A flood of sign-ins, over HTTP.
class PasswordHasherQueueTest {

    private static final int AT_ONCE = 2;

    @Test
    void anOverloadedSignInIsRefusedAtOnceAndTheChatContinues() throws InterruptedException {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            PasswordHasher passwords = server.getBean(PasswordHasher.class);
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> crowd = new ArrayList<>();
            // Two slow ones, and behind them as many as may wait, which start again until they are refused.
            String slow = passwords.dummyHash().replace("t=2", "t=20");
            String quick = passwords.dummyHash().replace("m=19456,t=2", "m=64,t=1");
            for (int i = 0; i < AT_ONCE; i++) {
                crowd.add(Thread.ofPlatform().start(() -> passwords.matchesHash("three goats", slow)));
            }
            for (int i = 0; i < PasswordHasher.MAX_QUEUED; i++) {
                crowd.add(Thread.ofPlatform().start(() -> signInUntil(over, passwords, quick)));
            }
            try {
                AwaitSupport.await().until(() -> signIn(visitor).status() == 503);
                assertThat(visitor.sendText("/start").status()).isEqualTo(200);
            } finally {
                over.set(true);
                for (Thread one : crowd) {
                    one.join();
                }
            }
            assertThat(signIn(visitor).status()).isNotEqualTo(503);
        }
    }

    private static void signInUntil(AtomicBoolean over, PasswordHasher passwords, String hash) {
        while (!over.get()) {
            try {
                passwords.matchesHash("three goats", hash);
            } catch (StaffException busy) {
                Thread.onSpinWait();
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
