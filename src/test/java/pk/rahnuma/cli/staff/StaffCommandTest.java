package pk.rahnuma.cli.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditSealService;
import pk.rahnuma.cli.CommandInvocation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.vault.MasterKeyset;

@OnEachDatabase
class StaffCommandTest {

    private static final Instant MORNING = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final ApplicationContext context;

    StaffCommandTest(TestDatabase database) {
        this.database = database;
        this.context = database.newContext()
                .properties(Map.of("rahnuma.url", "https://desk.example.pk/"))
                .beanDefinitions(
                        bean(MasterKeyset.class, database.keyset()),
                        bean(Clock.class, Clock.fixed(MORNING, ZoneOffset.UTC)))
                .start();
    }

    @BeforeEach
    void deleteAccounts() {
        for (String table : new String[] {"staff", "one_time_code", "audit", "audit_head"}) {
            database.sql().execute("delete from " + table);
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aMemberIsAddedListedDisabledEnabledGivenAnotherRoleAndReset() {
        assertThat(staff("list")).isEqualTo("Nothing to show.");
        String added = staff("add", "Sana Malik", "--role", "agent", "--language", "ur", "--topic", "fee");
        assertThat(added)
                .startsWith("Sana Malik is agent. Give them this link; it is good once, until 2026-11-24 09:00:")
                .contains("  https://desk.example.pk/desk/set-up/");
        String token = added.substring(added.lastIndexOf('/') + 1);
        assertThat(context.getBean(PasswordLinkService.class).findMember(token, MORNING))
                .map(StaffMember::name)
                .contains("Sana Malik");
        assertThat(staff("add", "Chief", "--role", "Administrator")).startsWith("Chief is administrator.");
        assertThat(staff("list").lines())
                .containsExactly(
                        "Chief                     administrator  invited     since 2026-11-23 09:00",
                        "Sana Malik                agent          invited     since 2026-11-23 09:00  ur: fee");
        assertThat(staff("role", "sana malik", "reviewer")).isEqualTo("Sana Malik is reviewer from now on.");
        assertThat(staff("disable", "Sana Malik")).isEqualTo("Sana Malik is disabled, and signed out everywhere.");
        assertThat(staff("list")).contains("reviewer       disabled");
        assertThat(staff("enable", "Sana Malik")).isEqualTo("Sana Malik may sign in.");
        assertThat(staff("reset", "Sana Malik"))
                .startsWith("Sana Malik has to set up the account again. Give them this link;");
        assertThat(context.getBean(PasswordLinkService.class).findMember(token, MORNING))
                .isEmpty();
        assertThat(audit("list", "--about", "Sana Malik").lines())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("2026-11-23 09:00:00  console           staff.reset");
    }

    @Test
    void aMemberHasSeveralRolesAtOnce() {
        assertThat(staff("add", "Chief", "--role", "administrator", "--role", "supervisor"))
                .startsWith("Chief is supervisor, administrator.");
        assertThat(staff("list")).contains("supervisor, administrator  invited");
        assertThat(staff("role", "Chief", "agent", "administrator"))
                .isEqualTo("Chief is agent, administrator from now on.");
        assertThat(staff("role", "Chief", "administrator", "auditor"))
                .isEqualTo("! an auditor only reads: expected no other role beside it");
    }

    @Test
    void anImpossibleActionIsReportedInOneLine() {
        staff("add", "Chief", "--role", "administrator");
        assertThat(staff("add", "chief", "--role", "agent")).isEqualTo("! another member has this name already");
        assertThat(staff("add", "x", "--role", "boss"))
                .isEqualTo("! unknown role: expected one of agent, reviewer, supervisor, administrator, auditor");
        assertThat(staff("add", "clock", "--role", "agent")).startsWith("! expected a name of letters");
        assertThat(staff("add", "x", "--role", "agent", "--language", "fr"))
                .startsWith("! expected languages among en");
        assertThat(staff("disable", "Chief")).isEqualTo("! the last administrator must stay one");
        assertThat(staff("role", "Chief", "auditor")).isEqualTo("! the last administrator must stay one");
        assertThat(staff("enable", "Nobody")).isEqualTo("! there is no member of staff of this name: see staff list");
        assertThat(context.getBean(StaffAccountService.class).listMembers()).hasSize(1);
    }

    @Test
    void everyCommandHelps() {
        for (String command : new String[] {"add", "list", "disable", "enable", "role", "reset"}) {
            assertThat(staff(command, "--help")).startsWith("Usage: staff " + command);
        }
        assertThat(audit("verify", "--help")).startsWith("Usage: audit verify");
        assertThat(audit("list", "--help")).startsWith("Usage: audit list");
    }

    @Test
    void theLogIsFoundWholeOrNotAndASealOfItCanBeKept() {
        staff("add", "Chief", "--role", "administrator");
        staff("add", "Sana", "--role", "agent");
        staff("disable", "Sana");
        assertThat(audit("verify").lines())
                .containsExactly(
                        "3 entries in 2 chains, as they were written.",
                        "Nothing is sealed yet: a running server does it every minute.");
        context.getBean(AuditSealService.class).sealGrownChains(MORNING);
        staff("enable", "Sana");
        String whole = audit("verify");
        assertThat(whole.lines())
                .hasSize(3)
                .startsWith(
                        "4 entries in 2 chains, as they were written.",
                        "Sealed until 2026-11-23 09:00. Newer, so that nothing shows yet if they are cut off: 1.");
        String seal = whole.substring(whole.indexOf("Seal 1:") + 5);
        assertThat(audit("verify", "--seal", seal)).isEqualTo(whole);
        assertThat(audit("verify", "--seal", "7:" + seal.substring(2)))
                .contains("the seal from the earlier run is missing")
                .endsWith("! the audit log is not as it was written: 1 fault");
        long sana = context.getBean(StaffAccountService.class)
                .findByName("sana")
                .orElseThrow()
                .id();
        database.sql().execute("delete from audit where chain = ? and seq > 1", sana);
        assertThat(audit("verify").lines())
                .startsWith("chain " + sana + ": it is cut off, entry 2 was sealed at 2026-11-23T04:00:00Z")
                .contains("2 entries in 2 chains, checked.")
                .endsWith("! the audit log is not as it was written: 1 fault");
    }

    @Test
    void entriesAreListedByWhoAndNoMoreThanAsked() {
        staff("add", "Chief", "--role", "administrator");
        staff("add", "Sana", "--role", "agent");
        assertThat(audit("list", "--who", "console", "--limit", "1").lines()).hasSize(1);
        assertThat(audit("list", "--who", "nobody")).isEqualTo("Nothing to show.");
        assertThat(audit("list", "--limit", "0")).isEqualTo("! --limit must be 1 to 10000");
    }

    private String staff(String... arguments) {
        return CommandInvocation.runCommand(new StaffCommand(work -> work.apply(context::getBean)), arguments);
    }

    private String audit(String... arguments) {
        return CommandInvocation.runCommand(new AuditCommand(work -> work.apply(context::getBean)), arguments);
    }

    private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, T bean) {
        return RuntimeBeanDefinition.builder(type, () -> bean)
                .scope(Singleton.class)
                .build();
    }
}
