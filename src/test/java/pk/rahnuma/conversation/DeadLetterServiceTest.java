package pk.rahnuma.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

@Tag("long")
class DeadLetterServiceTest {

    /// Repository that still shows a letter which another transaction has deleted: H2 reuses the result of a query that
    /// it ran while the other transaction was being committed.
    private static final class StaleRepository extends DeadLetterRepository {

        private final DeadLetterRepository repository;
        private final StoredDeadLetter stale;

        StaleRepository(TestServer server, DeadLetterRepository repository, StoredDeadLetter stale) {
            super(server.getBean(ChatRepository.class));
            this.repository = repository;
            this.stale = stale;
        }

        @Override
        Optional<StoredDeadLetter> findDeadLetter(long id) {
            return Optional.of(stale);
        }

        @Override
        Optional<DeadLetterService.DeadLetter> findFirst(long conversation) {
            return Optional.of(stale.letter());
        }

        @Override
        long countAll() {
            return repository.countAll();
        }

        @Override
        void insertRow(LetterRow row) {
            repository.insertRow(row);
        }

        @Override
        List<LetterRow> findOldest(int limit) {
            return repository.findOldest(limit);
        }

        @Override
        Optional<LetterRow> findById(long id) {
            return repository.findById(id);
        }

        @Override
        List<LetterRow> findAfter(long person, Instant at, long after, int limit) {
            return repository.findAfter(person, at, after, limit);
        }

        @Override
        public void deleteByConversationId(long conversationId) {
            repository.deleteByConversationId(conversationId);
        }

        @Override
        int deleteById(long id) {
            return repository.deleteById(id);
        }
    }

    @Test
    void aLetterThatWasDeletedSinceItWasReadIsNotProcessedAgain() throws Exception {
        try (TestServer server = TestServer.onH2().shareServer()) {
            long conversation = says(server, "1", "/start");
            byte[] state =
                    server.sql().queryOne(byte[].class, "select state from conversation where id = ?", conversation);
            server.sql().execute("update conversation set state = x'00' where id = ?", conversation);
            says(server, "2", "English");
            server.sql().execute("update conversation set state = ? where id = ?", state, conversation);
            DeadLetterRepository repository = server.getBean(DeadLetterRepository.class);
            long id = repository.findFirst(conversation).orElseThrow().id();
            DeadLetterService late = service(
                    server,
                    new StaleRepository(
                            server, repository, repository.findDeadLetter(id).orElseThrow()));
            assertThat(server.getBean(DeadLetterService.class).retryDeadLetter(id, "Sana", Instant.now()))
                    .isInstanceOf(DeadLetterService.RetryResult.Processed.class);
            assertThat(late.retryDeadLetter(id, "Omar", Instant.now()))
                    .isInstanceOf(DeadLetterService.RetryResult.NotFound.class);
            assertThat(late.discardDeadLetter(id, "Omar", "twice", Instant.now()))
                    .isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static DeadLetterService service(TestServer server, DeadLetterRepository repository) {
        return new DeadLetterService(
                (TransactionOperations<Connection>) server.getBean(TransactionOperations.class),
                repository,
                new DeadLetterReader(
                        repository,
                        server.getBean(ConversationRepository.class),
                        server.getBean(ChatRepository.class),
                        server.getBean(SubjectEncryptionService.class)),
                server.getBean(TurnBatchProcessor.class),
                server.getBean(PinnedVersionService.class),
                server.getBean(AuditLog.class),
                List.of());
    }

    private static long says(TestServer server, String update, String text) throws Exception {
        return server.getBean(MessageIntake.class)
                .offerMessage(new IncomingMessage(
                        Channel.WEB, "bilal", update, new ConversationInput.Text(text), "en", Instant.now()))
                .get(20, TimeUnit.SECONDS)
                .conversation();
    }
}
