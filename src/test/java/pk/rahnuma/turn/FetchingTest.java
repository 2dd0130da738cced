package pk.rahnuma.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.House;
import pk.rahnuma.Soon;
import pk.rahnuma.dialog.Fetch;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Download;
import pk.rahnuma.post.Downloads;
import pk.rahnuma.vault.Vault;

/// Files whose fetching fails each time.
class FetchingTest {

    private static final String FAILURE = "test.failing-fetcher";

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void givesUpAfterItsAttemptsWhateverTheFailure(Class<? extends Throwable> failure) {
        try (House house = House.onH2()
                .property(FAILURE, failure.getName())
                .property("rahnuma.turn.sweep", "20ms")
                .property("rahnuma.turn.lease", "20ms")
                .start()) {
            Chats.Address address = new Chats.Address(Channel.WEB, "somebody");
            Chat chat = house.get(Chats.class)
                    .open(List.of(address), Map.of(), Instant.now())
                    .get(address);
            Fetch fetch = new Fetch(Fetch.HUMAN, "1", new FileRef("file", "card.jpg", "image/jpeg", 9));
            Download download = new Download(Vault.newId(), chat.conversation(), chat.id(), 0, fetch, 0, Instant.now());
            house.get(Jdbi.class)
                    .useTransaction(handle -> house.get(Downloads.class).insert(List.of(download)));
            Soon.awaitAtLength()
                    .until(() -> house.get(Jdbi.class)
                            .withHandle(handle -> handle.createQuery("select count(*) from download")
                                    .mapTo(Integer.class)
                                    .one()
                                    .equals(0)));
            assertThat(house.get(FailingFetcher.class).calls).hasValue(6);
        }
    }

    @Singleton
    @Requires(property = FAILURE)
    static final class FailingFetcher implements Fetcher {

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
        public Outcome fetch(FileRef file, int most) {
            calls.incrementAndGet();
            if (failure.equals(StackOverflowError.class.getName())) {
                throw new StackOverflowError();
            }
            throw new IllegalStateException();
        }
    }
}
