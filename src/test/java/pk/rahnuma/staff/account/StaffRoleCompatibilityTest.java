package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.staff.account.StaffFixture.CONSOLE;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;

/// Roles beside nodes of the previous version, which know one role per account and read and write only `role`.
@OnEachDatabase
class StaffRoleCompatibilityTest {

    private final TestDatabase database;
    private final StaffFixture desk;

    StaffRoleCompatibilityTest(TestDatabase database) {
        this.database = database;
        this.desk = new StaffFixture(database);
    }

    @BeforeEach
    void noAdministrators() {
        database.sql().execute("delete from staff where role = 'ADMINISTRATOR'");
    }

    @Test
    void anAdministratorOfTheVersionBeforeKeepsWhatTheyCouldDoBeforeTheyAreSplitToo() {
        StaffMember chief = writtenBefore("ADMINISTRATOR");
        assertThat(chief.roles()).containsExactly(StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
        assertThat(chief.hasPermission(StaffPermission.DECIDE)).isTrue();
        assertThat(chief.hasPermission(StaffPermission.MANAGE_STAFF)).isTrue();
        assertThat(writtenBefore("REVIEWER").roles()).containsExactly(StaffRole.REVIEWER);
    }

    @Test
    void administratorsAreSplitOnceWithAnEntryEachWhenTwoNodesStartTogether() throws Exception {
        List<StaffMember> chiefs = List.of(writtenBefore("ADMINISTRATOR"), writtenBefore("ADMINISTRATOR"));
        StaffMember plain = add(StaffRole.ADMINISTRATOR);
        StaffMember agent = writtenBefore("AGENT");
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> split =
                    List.of(nodes.submit(() -> job(desk)), nodes.submit(() -> job(new StaffFixture(database))));
            assertThat(split.get(0).get() + split.get(1).get()).isEqualTo(2);
        }
        assertThat(job(desk)).isZero();
        for (StaffMember chief : chiefs) {
            assertThat(column(chief, "roles")).isEqualTo("SUPERVISOR ADMINISTRATOR");
            assertThat(AuditChainFixture.entriesOf(desk.database, chief.id()))
                    .extracting(AuditEntry::who, AuditEntry::what, AuditEntry::detail)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "system", "staff.role", "ADMINISTRATOR to SUPERVISOR ADMINISTRATOR"));
            assertThat(AuditChainFixture.faultsOf(desk.audit, chief.id())).isEmpty();
        }
        assertThat(found(plain).roles()).containsExactly(StaffRole.ADMINISTRATOR);
        assertThat(desk.auditedActions(agent.id())).isEmpty();
    }

    @Test
    void theVersionBeforeReadsTheRoleThatMayMost() {
        assertThat(column(add(StaffRole.ADMINISTRATOR, StaffRole.REVIEWER), "role"))
                .isEqualTo("ADMINISTRATOR");
        assertThat(column(add(StaffRole.AGENT, StaffRole.SUPERVISOR), "role")).isEqualTo("SUPERVISOR");
        assertThat(column(add(StaffRole.AUDITOR), "role")).isEqualTo("AUDITOR");
    }

    @Test
    void changesByTheEarlierVersionCountForTheAccount() {
        StaffMember chief = add(StaffRole.ADMINISTRATOR, StaffRole.REVIEWER);
        database.sql().execute("update staff set role = 'AGENT' where id = ?", chief.id());
        assertThat(found(chief).roles()).containsExactly(StaffRole.AGENT);
        database.sql().execute("update staff set role = 'AUDITOR' where id = ?", chief.id());
        assertThat(found(chief).roles()).containsExactly(StaffRole.AUDITOR);
    }

    private static int job(StaffFixture node) {
        return node.database.getBean(AdministratorSplitJob.class).splitAdministrators(MORNING);
    }

    /// An account as the previous version writes it.
    private StaffMember writtenBefore(String role) {
        StaffMember member = add(StaffRole.AGENT);
        database.sql().execute("update staff set role = ?, roles = null where id = ?", role, member.id());
        database.sql().execute("delete from audit where chain = ?", member.id());
        return found(member);
    }

    private StaffMember add(StaffRole... roles) {
        return desk.accounts
                .addMember(CONSOLE, StaffFixture.name("sana"), Set.of(roles), Set.of(), Set.of(), MORNING)
                .member();
    }

    private StaffMember found(StaffMember member) {
        return desk.accounts.findMember(member.id()).orElseThrow();
    }

    private String column(StaffMember member, String name) {
        return database.sql().queryOne(String.class, "select " + name + " from staff where id = ?", member.id());
    }
}
