package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.registration.submission.SupplyInformationAction;
import pk.rahnuma.shared.Reference;

/// Random histories of an application with several lines.
@OnEachDatabase
class LineHistoryTest {

    private static final int STEPS = 60;
    private static final int MAX_LINES = 6;
    private static final AtomicInteger SITES = new AtomicInteger();

    private final DomainFixture fixture;

    LineHistoryTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anApplicationFollowsFromItsLinesAndNothingRegisteredEndsWithoutAnAct(long seed) {
        Random random = new Random(seed);
        History history = new History(random);
        int made = 0;
        for (int step = 0; step < STEPS; step++) {
            List<Line> before = history.lines();
            int events = history.stored().events();
            LineTransition act = history.chooseAct(before);
            Set<Integer> chosen = history.chooseLines(act, before);
            boolean done = history.tryAct(act, chosen);
            history.check(act, done ? chosen : Set.of(), before);
            assertThat(history.stored().events() > events).isEqualTo(done);
            made += done ? 1 : 0;
        }
        assertThat(made).as("acts that were possible").isGreaterThan(5);
    }

    private final class History {
        private final Random random;
        private final long person = fixture.createPerson("en");
        private final Reference reference;
        private Instant now = MONDAY;

        History(Random random) {
            this.random = random;
            Map<String, Object> answers = DomainFixture.company("Alif Ltd", "");
            List<Map<String, Object>> lines = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(3); i++) {
                lines.add(createLine("Site " + SITES.incrementAndGet()));
            }
            answers.put("connections", lines);
            this.reference = Reference.parseText(execute(
                                    fixture.submissionFixture.submitFor,
                                    person,
                                    new SubmitOrganisationApplicationAction.In("new", answers),
                                    now)
                            .reference())
                    .orElseThrow();
        }

        private static Map<String, Object> createLine(String site) {
            int number = SITES.incrementAndGet();
            return Map.of(
                    "isp",
                    "nayatel",
                    "subscriber_id",
                    "NTL-" + number,
                    "site",
                    site,
                    "addresses",
                    List.of("39.63." + number / 250 + "." + (1 + number % 250)));
        }

        Application stored() {
            return fixture.applications.findApplication(reference).orElseThrow();
        }

        List<Line> lines() {
            return fixture.recordFixture.lines.findLines(stored());
        }

        /// Some lines, mostly of those for which an act is possible.
        Set<Integer> chooseLines(LineTransition act, List<Line> all) {
            List<Line> possible = all.stream()
                    .filter(line -> Arrays.stream(TransitionActor.values())
                            .anyMatch(actor -> act.isAllowed(line.status(), actor)))
                    .toList();
            List<Line> among = possible.isEmpty() || random.nextInt(6) == 0 ? all : possible;
            Set<Integer> chosen = new HashSet<>();
            among.forEach(line -> {
                if (random.nextBoolean()) {
                    chosen.add(line.number());
                }
            });
            if (chosen.isEmpty()) {
                chosen.add(among.get(random.nextInt(among.size())).number());
            }
            return chosen;
        }

        /// Mostly an act that is possible for one of the lines; seldom one that ends it.
        LineTransition chooseAct(List<Line> all) {
            LineTransition any = LineTransition.values()[random.nextInt(LineTransition.values().length)];
            Line line = all.get(random.nextInt(all.size()));
            List<LineTransition> possible = Arrays.stream(LineTransition.values())
                    .filter(act -> Arrays.stream(TransitionActor.values())
                            .anyMatch(actor -> act.isAllowed(line.status(), actor)))
                    .filter(act -> act.result().isLive() || random.nextInt(20) == 0)
                    .toList();
            return possible.isEmpty() || random.nextInt(20) == 0 ? any : possible.get(random.nextInt(possible.size()));
        }

        /// Tries an act; true when it changed something.
        boolean tryAct(LineTransition act, Set<Integer> chosen) {
            now = now.plus(Duration.ofHours(1 + random.nextInt(40)));
            int events = stored().events();
            try {
                switch (act) {
                    case CHANGE, AMEND -> change(chosen);
                    case RECEIVE -> supply(chosen);
                    case LAPSE, EXPIRE -> DecisionFixture.lapseOverdue(fixture, now);
                    case FORGET -> {}
                    case TAKE_BACK_CHANGE, PAUSE, END_PAUSE, RENEW, RENEW_EXPIRED ->
                        DecisionFixture.applyAsApplicant(fixture, person, reference, act, chosen, now);
                    default -> fixture.decide(reference, decision(act).aboutLines(chosen), now);
                }
            } catch (RuleViolationException impossible) {
                assertThat(stored().events()).isEqualTo(events);
            }
            return stored().events() > events;
        }

        private ApplicationDecision decision(LineTransition act) {
            return switch (act) {
                case APPROVE ->
                    DecisionFixture.approval("PTA-" + random.nextInt(100)).withTerm(chooseTerm());
                case SET_TERM, ACCEPT_CHANGE -> new ApplicationDecision(act).withTerm(chooseTerm());
                case ASK, REFUSE, SUSPEND, REVOKE, REFUSE_CHANGE ->
                    new ApplicationDecision(act, List.of(DecisionReason.ISP_NOT_CONFIRMED), null, null);
                default -> new ApplicationDecision(act);
            };
        }

        private LineTerm chooseTerm() {
            return random.nextInt(3) == 0
                    ? LineTerm.NONE
                    : new LineTerm(null, WorkingCalendar.dayOf(now).plusDays(random.nextInt(20)));
        }

        private void change(Set<Integer> chosen) {
            List<Map<String, Object>> wanted = new ArrayList<>();
            chosen.forEach(number -> wanted.add(createLine(site(number))));
            if (lines().size() < MAX_LINES && random.nextInt(4) == 0) {
                wanted.add(createLine("New site " + SITES.incrementAndGet()));
            }
            execute(
                    fixture.submissionFixture.change,
                    person,
                    new RequestChangeAction.In(reference.toGroupedText(), "", "move", Map.of("connections", wanted)),
                    now);
        }

        private void supply(Set<Integer> chosen) {
            List<Map<String, Object>> given = new ArrayList<>();
            chosen.forEach(number -> given.add(createLine(site(number))));
            execute(
                    fixture.submissionFixture.supply,
                    person,
                    new SupplyInformationAction.In(reference.toGroupedText(), "", Map.of("connections", given)),
                    now);
        }

        private String site(int number) {
            return fixture.contents
                    .readAnswers(stored())
                    .lineAnswers()
                    .get(number - 1)
                    .textAnswer("site");
        }

        void check(LineTransition act, Set<Integer> chosen, List<Line> before) {
            Application application = stored();
            List<Line> after = lines();
            assertThat(application.lines()).isEqualTo(LineCounts.ofLines(after));
            assertThat(application.target().due())
                    .isEqualTo(after.stream()
                            .map(line -> line.target().due())
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(null));
            assertThat(after)
                    .extracting(Line::number)
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(before.size());
            for (Line old : before) {
                Line line = after.get(old.number() - 1);
                if (line.status() != old.status()) {
                    assertThat(line.status()).as("%s of %s", act, old).isIn(resultsOf(act, old));
                }
                if (line.status() == LineStatus.EXPIRED && old.status() != LineStatus.EXPIRED) {
                    assertThat(old.term().isOver(now))
                            .as("last day that staff set")
                            .isTrue();
                } else if (old.status().isRegistered() && !line.status().isRegistered()) {
                    assertThat(act)
                            .as("act that ends a registered line")
                            .isIn(
                                    LineTransition.SUSPEND,
                                    LineTransition.REVOKE,
                                    LineTransition.PAUSE,
                                    LineTransition.END);
                    assertThat(chosen).contains(old.number());
                }
            }
            checkRegister(after);
            assertThat(fixture.history.findEvents(application))
                    .extracting(ApplicationEvent::seq)
                    .doesNotHaveDuplicates()
                    .hasSize(application.events());
        }

        /// An action of the applicant can be one of two transitions, by the status; the clock makes both of its own.
        private Set<LineStatus> resultsOf(LineTransition act, Line old) {
            return switch (act) {
                case LAPSE, EXPIRE -> Set.of(LineStatus.LAPSED, LineStatus.EXPIRED);
                case CHANGE, AMEND, RENEW, RENEW_EXPIRED ->
                    Set.of(old.status() == LineStatus.EXPIRED ? LineStatus.REQUESTED : LineStatus.CHANGE_PENDING);
                default -> Set.of(act.result());
            };
        }

        /// Lines that are live have their addresses in the register, others have not.
        private void checkRegister(List<Line> lines) {
            List<byte[]> addresses = fixture.contents.readAnswers(stored()).addressBytes();
            long live = lines.stream().filter(line -> line.status().isLive()).count();
            assertThat(fixture.register.findOtherEntries(0, addresses).stream()
                            .filter(entry -> entry.reference().equals(reference))
                            .count())
                    .isEqualTo(live);
        }
    }
}
