package pk.rahnuma.cli.staff;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.terminal.DeskAddress;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Actor;
import pk.rahnuma.staff.Invitation;
import pk.rahnuma.staff.Links;
import pk.rahnuma.staff.Member;
import pk.rahnuma.staff.Refusal;
import pk.rahnuma.staff.Role;

/// Accounts of the staff from a terminal, in a process of its own on the same database, beside the server or without
/// it. Whoever runs it may all; the audit log calls them console.
@Command(
        name = "staff",
        description = "Accounts of the staff: who may sign in at the console, and as what.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            StaffAdd.class,
            StaffList.class,
            StaffDisable.class,
            StaffEnable.class,
            StaffRole.class,
            StaffReset.class
        })
public final class StaffAccounts {

    static final Actor CONSOLE = new Actor.CommandLine();

    private final Opening opening;

    StaffAccounts() {
        this(Opening::house);
    }

    StaffAccounts(Opening opening) {
        this.opening = opening;
    }

    /// @return what the work has to say
    String in(Function<Opening.Beans, String> work) {
        try {
            return opening.work(work);
        } catch (Refusal e) {
            throw new Refused(e.getMessage());
        }
    }

    static Member named(Opening.Beans beans, String name) {
        return beans.get(Accounts.class)
                .named(name)
                .orElseThrow(() -> new Refused("there is no member of staff of this name: see staff list"));
    }

    static Set<Role> roles(List<String> typed) {
        return typed.stream()
                .map(StaffAccounts::role)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    static String words(Set<Role> roles) {
        return Words.among(roles.stream().map(StaffAccounts::word));
    }

    private static Role role(String typed) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(typed.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Refused("this role is none: expected one of "
                        + Words.among(Arrays.stream(Role.values()).map(StaffAccounts::word))));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /// What to do with an invitation.
    static String told(Opening.Beans beans, Invitation invitation) {
        return "Give them this link; it is good once, until " + Words.time(invitation.expires()) + ":"
                + System.lineSeparator() + "  "
                + beans.get(DeskAddress.class).of(Links.SET_UP + invitation.token());
    }
}
