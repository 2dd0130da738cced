package pk.rahnuma.cli.demo;

import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.guidance.CurrentScripts;
import pk.rahnuma.people.Consent;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decisions.Decisions;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Moves;
import pk.rahnuma.registration.submission.Change;
import pk.rahnuma.registration.submission.Submit;
import pk.rahnuma.registration.submission.SubmitFor;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Links;
import pk.rahnuma.staff.Role;
import pk.rahnuma.staff.SignIn;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.intake.Open;
import pk.rahnuma.support.records.Bodies;
import pk.rahnuma.support.records.BreachRows;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.work.Answers;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Closing;
import pk.rahnuma.support.work.Sorting;
import pk.rahnuma.turn.Replay;

/// Fills an empty database; see the package.
public final class Filling {

    private static final Duration BACK = Duration.ofDays(184);
    private static final int CHATS = 200;
    private static final List<String> EMPTY =
            List.of("staff", "conversation", "application", "ticket", "organisation", "trail", "audit");

    private final ApplicationContext beans;
    private final Size size;
    private final Dice dice;
    private final Instant now;
    private final Jdbi jdbi;
    private final Map<Invented.Person, Long> conversations = new HashMap<>();

    /// @param seed of all that is chance: who there is, and what they do. Numbers that nobody may guess, such as
    ///     references, are new each time
    public Filling(ApplicationContext beans, Size size, long seed) {
        this.beans = beans;
        this.size = size;
        this.dice = new Dice(seed);
        this.now = beans.getBean(Clock.class).instant();
        this.jdbi = beans.getBean(Jdbi.class);
    }

    /// Whether nobody has used this database yet.
    public boolean fits() {
        return jdbi.withHandle(handle -> EMPTY.stream()
                .allMatch(table -> handle.createQuery("select 1 from " + table + " limit 1")
                        .mapTo(Integer.class)
                        .findOne()
                        .isEmpty()));
    }

    /// @return who can sign in
    public List<Team.Login> fill(Progress progress) {
        progress.at("hiring", 0, 1);
        List<Team.Login> team =
                new Team(bean(Accounts.class), bean(Links.class), bean(SignIn.class)).hire(now.minus(BACK));
        Timeline timeline = new Timeline(jdbi, now);
        Hours hours = new Hours(dice, bean(WorkingCalendar.class));
        Invented invented = new Invented(dice);
        Register register = new Register(size, dice, hours, invented);
        List<Invented.Person> visitors = new ArrayList<>();
        for (int i = 0; i < size.visitors(); i++) {
            visitors.add(invented.person());
        }
        open(register.applicants(), progress);
        open(visitors, progress);
        register.plan(life(timeline, hours, team), now);
        tickets(register, timeline, hours, team);
        Talks talks = new Talks(bean(Replay.class), timeline, dice, hours, invented);
        visitors.forEach(visitor -> talks.plan(visitor, now));
        talks.wakeDaily(now.minus(BACK));
        timeline.run(progress);
        footprints(register).write(progress);
        delivered();
        return team;
    }

    private <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    private void open(List<Invented.Person> people, Progress progress) {
        Chats chats = bean(Chats.class);
        for (int i = 0; i < people.size(); i += CHATS) {
            List<Invented.Person> some = people.subList(i, Math.min(people.size(), i + CHATS));
            Map<Chats.Address, String> languages = new HashMap<>();
            some.forEach(person -> languages.put(person.chat(), person.language()));
            Map<Chats.Address, Chat> opened =
                    chats.open(languages.keySet(), languages, now.minus(BACK).plusSeconds(i));
            some.forEach(person ->
                    conversations.put(person, opened.get(person.chat()).conversation()));
            progress.at("meeting people", i + some.size(), people.size());
        }
    }

    private Life life(Timeline timeline, Hours hours, List<Team.Login> team) {
        Map<String, String> flows = new HashMap<>();
        library().current().forEach(script -> flows.put(script.name(), script.flow()));
        return new Life(
                new Life.Rooms(
                        bean(Consent.class),
                        bean(Submit.class),
                        bean(SubmitFor.class),
                        bean(Change.class),
                        bean(Decisions.class),
                        bean(Proposals.class),
                        bean(Applications.class),
                        bean(Moves.class),
                        new Papers(bean(Documents.class))),
                timeline,
                dice,
                hours,
                flows,
                conversations::get,
                named(team, Role.REVIEWER),
                named(team, Role.SUPERVISOR).getFirst());
    }

    private static List<String> named(List<Team.Login> team, Role role) {
        return team.stream()
                .filter(login -> login.role() == role)
                .map(Team.Login::name)
                .toList();
    }

    private void tickets(Register register, Timeline timeline, Hours hours, List<Team.Login> team) {
        List<Member> agents = team.stream()
                .filter(login -> login.role() == Role.AGENT || login.role() == Role.SUPERVISOR)
                .map(Team.Login::member)
                .toList();
        ToLongFunction<Invented.Person> known = conversations::get;
        Tickets tickets = new Tickets(
                new Tickets.Rooms(
                        bean(Open.class),
                        bean(Claims.class),
                        bean(Answers.class),
                        bean(Sorting.class),
                        bean(Closing.class),
                        bean(Promises.class),
                        bean(TicketRows.class),
                        bean(BreachRows.class),
                        bean(Bodies.class),
                        bean(Replay.class),
                        bean(Audit.class)),
                timeline,
                dice,
                hours,
                known,
                agents);
        int live = Math.max(22, size.tickets() / 12);
        List<Life.Sent> people = register.registered();
        for (int i = 0; i < size.tickets(); i++) {
            tickets.plan(people.get((i * 5) % people.size()), i < live ? i : -1, now);
        }
    }

    private Footprints footprints(Register register) {
        Footprints footprints = new Footprints(jdbi, dice, now);
        for (Life.Sent sent : register.all()) {
            footprints.walk(library().current(sent.script), sent.language, sent.at, false);
        }
        Hours hours = new Hours(dice, bean(WorkingCalendar.class));
        List<Script> scripts = List.of(
                library().current("eligibility"),
                library().current("register-individual"),
                library().current("register-company"),
                library().current("human"),
                library().current("status"));
        for (int i = 0; i < size.walks(); i++) {
            footprints.walk(
                    dice.of(scripts),
                    dice.of("en", "en", "ur", "ur", "ur-Latn"),
                    hours.awake(now, Duration.ofMinutes(2), Duration.ofDays(178)),
                    true);
        }
        return footprints;
    }

    private Library library() {
        return bean(CurrentScripts.class).library();
    }

    /// What was said then has arrived, or never will.
    private void delivered() {
        jdbi.useTransaction(handle -> {
            handle.execute("""
                    update message set state = 'REFUSED', failure = 'has blocked the bot', settled_at = created_at
                    where state = 'PENDING' and conversation_id % 60 = 0
                    """);
            handle.execute("update message set state = 'SENT', settled_at = created_at where state = 'PENDING'");
        });
    }
}
