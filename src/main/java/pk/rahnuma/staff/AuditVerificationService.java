package pk.rahnuma.staff;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.audit.AuditSeal;
import pk.rahnuma.audit.AuditSealService;

/// Verifies the whole audit log in the background, once at a time on a node. The log itself stores the result, so that
/// every node knows the last one; only the node that found them has the texts of the faults.
@Singleton
public final class AuditVerificationService {

    public static final String VERIFIED_EVENT = "audit.verified";
    public static final String LOG_SUBJECT = "audit";

    private static final Logger LOGGER = LoggerFactory.getLogger(AuditVerificationService.class);
    /// Maximum number of faults that are displayed.
    private static final int MAX_SHOWN_FAULTS = 50;
    /// Number of latest entries about the log in which the last verification is searched.
    private static final int MAX_SEARCHED_ENTRIES = 20;
    private static final Pattern DETAIL_PATTERN = Pattern.compile("(\\d+) entries in (\\d+) chains, (\\d+) faults");

    private final AuditLog audit;
    private final AuditSealService seals;
    private final StaffAuditService staffAudit;
    private final ExecutorService executor;
    private final InstantSource clock;
    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_STARTED);

    AuditVerificationService(
            AuditLog audit,
            AuditSealService seals,
            StaffAuditService staffAudit,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor,
            InstantSource clock) {
        this.audit = audit;
        this.seals = seals;
        this.staffAudit = staffAudit;
        this.executor = executor;
        this.clock = clock;
    }

    /// State of the verification on this node.
    ///
    /// @param seen number of verified entries so far
    /// @param all estimated number of entries
    /// @param faults texts of the first faults of the last verification
    /// @param seal the newest seal, to be kept elsewhere; null when there is none
    /// @param broken true when the last verification could not be completed
    public record State(boolean running, long seen, long all, List<String> faults, String seal, boolean broken) {
        static final State NOT_STARTED = new State(false, 0, 0, List.of(), null, false);
    }

    /// Result of the last verification on any node.
    public record Result(Instant at, String who, long entries, long chains, long faults) {}

    public State currentState() {
        return state.get();
    }

    /// Finds the last result.
    ///
    /// @return empty when there was none recently
    public Optional<Result> findLastResult() {
        return audit.findLatest(List.of(LOG_SUBJECT), null, 0, MAX_SEARCHED_ENTRIES).stream()
                .filter(entry -> entry.what().equals(VERIFIED_EVENT))
                .findFirst()
                .flatMap(AuditVerificationService::parseResult);
    }

    private static Optional<Result> parseResult(AuditEntry entry) {
        Matcher matcher = DETAIL_PATTERN.matcher(String.valueOf(entry.detail()));
        return matcher.matches()
                ? Optional.of(new Result(
                        entry.at(),
                        entry.who(),
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /// Starts a verification unless one runs.
    public void startVerification(AuthenticatedStaff who) {
        State before = state.get();
        if (!before.running()
                && state.compareAndSet(before, new State(true, 0, audit.estimateSize(), List.of(), null, false))) {
            executor.execute(() -> verifyLog(who));
        }
    }

    private void verifyLog(AuthenticatedStaff who) {
        List<String> faults = new ArrayList<>();
        State begun = state.get();
        try {
            AuditLog.VerificationSummary walked = audit.verifyAll(
                    faults::add, seen -> state.set(new State(true, seen, begun.all(), List.of(), null, false)));
            AuditSealService.SealVerification verdict = seals.verifySeals(faults::add);
            staffAudit.recordAction(
                    who,
                    VERIFIED_EVENT,
                    LOG_SUBJECT,
                    "%d entries in %d chains, %d faults".formatted(walked.entries(), walked.chains(), faults.size()),
                    clock.instant());
            state.set(new State(
                    false,
                    walked.entries(),
                    walked.entries(),
                    List.copyOf(faults.subList(0, Math.min(MAX_SHOWN_FAULTS, faults.size()))),
                    verdict.last().map(AuditSeal::toText).orElse(null),
                    false));
        } catch (RuntimeException e) {
            LOGGER.warn("the audit log could not be verified: {}", e.getClass().getName());
            state.set(new State(false, 0, 0, List.of(), null, true));
        }
    }
}
