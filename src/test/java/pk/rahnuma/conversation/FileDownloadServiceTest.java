package pk.rahnuma.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.messaging.PendingDownload;
import pk.rahnuma.messaging.PendingDownloadRepository;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Files whose download fails each time.
class FileDownloadServiceTest {

    private static final String FAILURE = "test.failing-fetcher";

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void givesUpAfterItsAttemptsWhateverTheFailure(Class<? extends Throwable> failure) {
        try (TestServer server = TestServer.onH2()
                .withProperty(FAILURE, failure.getName())
                .withProperty("rahnuma.turn.sweep", "20ms")
                .withProperty("rahnuma.turn.lease", "20ms")
                .startServer()) {
            ChatAddress address = new ChatAddress(Channel.WEB, "somebody");
            Chat chat = server.getBean(ChatRepository.class)
                    .findOrCreate(List.of(address), Map.of(), Instant.now())
                    .get(address);
            FileFetch fetch = new FileFetch(
                    FileFetch.HANDOVER_SESSION, "1", new FileReference("file", "card.jpg", "image/jpeg", 9));
            PendingDownload download = new PendingDownload(
                    SubjectEncryptionService.newId(), chat.conversation(), chat.id(), 0, fetch, 0, Instant.now());
            server.sql()
                    .inTransaction(() ->
                            server.getBean(PendingDownloadRepository.class).insertDownloads(List.of(download)));
            AwaitSupport.await()
                    .until(() -> server.sql()
                            .queryOne(Integer.class, "select count(*) from download")
                            .equals(0));
            assertThat(server.getBean(FailingFetcher.class).calls).hasValue(6);
        }
    }

    @Singleton
    @Requires(property = FAILURE)
    static final class FailingFetcher implements FileDownloader {

        private final AtomicInteger calls = new AtomicInteger();
        private final String failure;

        FailingFetcher(@Value("${" + FAILURE + "}") String failure) {
            this.failure = failure;
        }

        @Override
        public Channel channel() {
            return Channel.WEB;
        }

        @Override
        public DownloadResult fetchFile(FileReference file, int most) {
            calls.incrementAndGet();
            if (failure.equals(StackOverflowError.class.getName())) {
                throw new StackOverflowError();
            }
            throw new IllegalStateException();
        }
    }
}
