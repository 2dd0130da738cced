package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.staff.Desk.CONSOLE;
import static pk.rahnuma.staff.Desk.MORNING;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.audit.Entry;

/// Roles beside nodes of the version before, which know one role to an account and read and write `role` alone.
@OnEachDatabase
class RolesOfVersionsTest {

    private final Database database;
    private final Desk desk;

    RolesOfVersionsTest(Database database) {
        this.database = database;
        this.desk = new Desk(database);
    }

    @BeforeEach
    void noAdministrators() {
        database.jdbi().useHandle(handle -> handle.execute("delete from staff where role = 'ADMINISTRATOR'"));
    }

    @Test
    void anAdministratorOfTheVersionBeforeKeepsWhatTheyCouldDoBeforeTheyAreSplitToo() {
        Member chief = writtenBefore("ADMINISTRATOR");
        assertThat(chief.roles()).containsExactly(Role.SUPERVISOR, Role.ADMINISTRATOR);
        assertThat(chief.may(Right.DECIDE)).isTrue();
        assertThat(chief.may(Right.MANAGE_STAFF)).isTrue();
        assertThat(writtenBefore("REVIEWER").roles()).containsExactly(Role.REVIEWER);
    }

    @Test
    void administratorsAreSplitOnceWithAnEntryEachWhenTwoNodesStartTogether() throws Exception {
        List<Member> chiefs = List.of(writtenBefore("ADMINISTRATOR"), writtenBefore("ADMINISTRATOR"));
        Member plain = add(Role.ADMINISTRATOR);
        Member agent = writtenBefore("AGENT");
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> split =
                    List.of(nodes.submit(() -> job(desk)), nodes.submit(() -> job(new Desk(database))));
            assertThat(split.get(0).get() + split.get(1).get()).isEqualTo(2);
        }
        assertThat(job(desk)).isZero();
        for (Member chief : chiefs) {
            assertThat(column(chief, "roles")).isEqualTo("SUPERVISOR ADMINISTRATOR");
            assertThat(AuditChains.entries(desk.audit, chief.id()))
                    .extracting(Entry::who, Entry::what, Entry::detail)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "system", "staff.role", "ADMINISTRATOR to SUPERVISOR ADMINISTRATOR"));
            assertThat(AuditChains.faults(desk.audit, chief.id())).isEmpty();
        }
        assertThat(found(plain).roles()).containsExactly(Role.ADMINISTRATOR);
        assertThat(desk.noted(agent.id())).isEmpty();
    }

    @Test
    void theVersionBeforeReadsTheRoleThatMayMost() {
        assertThat(column(add(Role.ADMINISTRATOR, Role.REVIEWER), "role")).isEqualTo("ADMINISTRATOR");
        assertThat(column(add(Role.AGENT, Role.SUPERVISOR), "role")).isEqualTo("SUPERVISOR");
        assertThat(column(add(Role.AUDITOR), "role")).isEqualTo("AUDITOR");
    }

    @Test
    void whatTheVersionBeforeWritesOverIsWhatTheAccountHas() {
        Member chief = add(Role.ADMINISTRATOR, Role.REVIEWER);
        database.jdbi().useHandle(handle -> handle.execute("update staff set role = 'AGENT' where id = ?", chief.id()));
        assertThat(found(chief).roles()).containsExactly(Role.AGENT);
        database.jdbi()
                .useHandle(handle -> handle.execute("update staff set role = 'AUDITOR' where id = ?", chief.id()));
        assertThat(found(chief).roles()).containsExactly(Role.AUDITOR);
    }

    private static int job(Desk node) {
        return new AdministratorSplitJob(node.database.jdbi(), node.rows, node.door, Clock.systemUTC())
                .splitAdministrators(MORNING);
    }

    /// An account as the version before leaves it.
    private Member writtenBefore(String role) {
        Member member = add(Role.AGENT);
        database.jdbi().useHandle(handle -> {
            handle.execute("update staff set role = ?, roles = null where id = ?", role, member.id());
            handle.execute("delete from audit where chain = ?", member.id());
        });
        return found(member);
    }

    private Member add(Role... roles) {
        return desk.accounts
                .add(CONSOLE, Desk.name("sana"), Set.of(roles), Set.of(), Set.of(), MORNING)
                .member();
    }

    private Member found(Member member) {
        return desk.accounts.find(member.id()).orElseThrow();
    }

    private String column(Member member, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select " + name + " from staff where id = ?")
                        .bind(0, member.id())
                        .mapTo(String.class)
                        .one());
    }
}
