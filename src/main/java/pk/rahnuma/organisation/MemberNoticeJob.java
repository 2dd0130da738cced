package pk.rahnuma.organisation;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.person.PersonLock;

/// Notifies members of changes and requests by others. A turn locks its own conversation and never waits for another,
/// so it stores a notice, and this job sends it once the member's conversation is free. Several nodes may run it at
/// once.
@Singleton
public class MemberNoticeJob {

    private static final Logger LOG = LoggerFactory.getLogger(MemberNoticeJob.class);
    private static final int BATCH_SIZE = 50;

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final MemberNoticeRepository notices;
    private final MemberNoticeWriter noticeWriter;
    private final ConversationMessageService messages;
    private final Clock clock;

    public MemberNoticeJob(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            MemberNoticeRepository notices,
            MemberNoticeWriter noticeWriter,
            ConversationMessageService messages,
            Clock clock) {
        this.transactions = transactions;
        this.persons = persons;
        this.notices = notices;
        this.noticeWriter = noticeWriter;
        this.messages = messages;
        this.clock = clock;
    }

    /// Sends pending notices in small transactions.
    ///
    /// @return number of notices sent
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    public int sendMemberNotices() {
        Instant now = clock.instant();
        return (int) notices.findPending(BATCH_SIZE).stream()
                .filter(notice -> told(notice, now))
                .count();
    }

    /// A failure with one notice does not affect the others; it is tried again.
    private boolean told(MemberNoticeRepository.Notice notice, Instant now) {
        try {
            return transactions.executeWrite(status -> {
                Optional<String> language = persons.lockIfFree(notice.person());
                if (language.isEmpty() || notices.deleteById(notice.id()) == 0) {
                    return false;
                }
                Optional<Reply> written = noticeWriter.writeNotice(notice, language.get());
                written.ifPresent(reply ->
                        messages.postNoticesAbout(notice.organisation(), notice.person(), List.of(reply), now));
                return written.isPresent();
            });
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "organisations: a notice to a member was not sent, and is tried again", e);
            return false;
        }
    }
}
