package pk.rahnuma.registration.decision;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.cluster.OncePerCluster;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRepository;
import pk.rahnuma.shared.SandboxConfiguration;

/// Decides applications of a sandbox by [SandboxRule]: one step at a time, with a pause
/// before each, by the services that staff use. Staff can decide too; the job then goes on from there.
@Singleton
public class SandboxDecisionJob {

    /// Pause before each step.
    static final Duration STEP_DELAY = Duration.ofSeconds(2);

    /// Time after which an application is left to staff.
    static final Duration MAX_WAIT = Duration.ofHours(1);

    private static final String STAFF_NAME = "sandbox";
    private static final int BATCH_SIZE = 100;
    private static final Set<LineStatus> STATUSES = Set.of(
            LineStatus.REQUESTED,
            LineStatus.WITH_PROVIDER,
            LineStatus.CONFIRMED,
            LineStatus.CHANGE_PENDING,
            LineStatus.ACTIVE);

    private static final Logger LOG = LoggerFactory.getLogger(SandboxDecisionJob.class);

    private final SandboxConfiguration settings;
    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final LineRepository lines;
    private final ApplicationDecisionService decisions;
    private final DeadlineTransitionService transitions;
    private final Clock clock;

    public SandboxDecisionJob(
            SandboxConfiguration settings,
            ApplicationRepository applications,
            ApplicationContentService contents,
            LineRepository lines,
            ApplicationDecisionService decisions,
            DeadlineTransitionService transitions,
            Clock clock) {
        this.settings = settings;
        this.applications = applications;
        this.contents = contents;
        this.lines = lines;
        this.decisions = decisions;
        this.transitions = transitions;
        this.clock = clock;
    }

    /// Makes the next step of each application that has waited long enough.
    ///
    /// @return number of steps; 0 on a server that is no sandbox
    @OncePerCluster("sandbox")
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    public int decideApplications() {
        return settings.sandbox() ? decideApplications(clock.instant()) : 0;
    }

    int decideApplications(Instant now) {
        int steps = 0;
        List<Application> page = findWaiting(now, 0);
        while (!page.isEmpty()) {
            Map<Long, FormAnswers> answers = contents.readAnswers(
                    page.stream().filter(each -> !each.isErased()).toList());
            steps += (int) page.stream()
                    .filter(each -> answers.containsKey(each.id()) && decides(each, answers.get(each.id()), now))
                    .count();
            page = findWaiting(now, page.getLast().id());
        }
        return steps;
    }

    private List<Application> findWaiting(Instant now, long after) {
        return applications.listChangedBetween(STATUSES, now.minus(MAX_WAIT), now.minus(STEP_DELAY), after, BATCH_SIZE);
    }

    /// A failure with one application does not affect the others; it is tried again a second later. It may have been
    /// withdrawn a moment ago.
    private boolean decides(Application application, FormAnswers answers, Instant now) {
        SandboxRule rule = SandboxRule.ofIdentity(answers.identityNumber());
        Optional<ApplicationDecision> decision = rule.isByLine()
                ? rule.findNextDecision(application, lines.findLines(application), WorkingCalendar.dayOf(now))
                : rule.findNextDecision(application);
        try {
            decision.ifPresent(next -> decide(application, next, now));
            return decision.isPresent();
        } catch (RuntimeException e) {
            FaultLog.logWarning(
                    LOG, "sandbox: " + application.id() + " was not decided, and is tried again in a second", e);
            return false;
        }
    }

    private void decide(Application application, ApplicationDecision decision, Instant now) {
        if (decision.act() == LineTransition.EXPIRE) {
            transitions.expireApplication(application.reference(), now);
        } else {
            decisions.decide(application.reference(), decision, application.events(), STAFF_NAME, now);
        }
    }
}
