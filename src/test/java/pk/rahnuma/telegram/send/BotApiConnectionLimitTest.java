package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import pk.rahnuma.telegram.TelegramAdapterFixture;

/// Calls while the Bot API accepts connections and answers none.
class BotApiConnectionLimitTest {

    @Test
    void moreCallsThanMayWaitFailAsUnwritten() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            BotApiClient bot = TelegramAdapterFixture.newClient(
                    new TelegramConfiguration("4242:a-token-of-a-test", "http://127.0.0.1:" + silent.getLocalPort()));
            try {
                List<CompletableFuture<BotApiResult>> answers = new ArrayList<>();
                for (int i = 0; i < BotApiConnectionPool.MAX_WAITING_CALLS + 64 + 10; i++) {
                    answers.add(bot.callIdempotentAsync(new GetMe()));
                }
                await().until(() ->
                        answers.stream().filter(CompletableFuture::isDone).count() == 10);
                assertThat(answers.stream().filter(CompletableFuture::isDone))
                        .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(BotApiResult.NotSent.class));
            } finally {
                bot.closeConnections();
            }
        }
    }
}
