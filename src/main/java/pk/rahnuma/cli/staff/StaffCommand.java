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
import pk.rahnuma.cli.terminal.ConsoleUrl;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.shared.DomainException;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.UserErrorException;

/// Command group for staff accounts, in a process of its own on the same database, with or without a running server.
/// Every operation is allowed; the audit log names the actor `console`.
@Command(
        name = "staff",
        description = "Manage the accounts of the staff.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            StaffAddCommand.class,
            StaffListCommand.class,
            StaffDisableCommand.class,
            StaffEnableCommand.class,
            StaffRoleCommand.class,
            StaffResetCommand.class
        })
public final class StaffCommand {

    static final AccountActor COMMAND_LINE_ACTOR = new AccountActor.CommandLine();

    private final CommandRunner runner;

    StaffCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    StaffCommand(CommandRunner runner) {
        this.runner = runner;
    }

    /// Runs a piece of work with the beans.
    ///
    /// @return output of the work
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        try {
            return runner.runWithBeans(work);
        } catch (DomainException e) {
            throw new UserErrorException(e.getMessage());
        }
    }

    static StaffMember findMember(CommandRunner.BeanLookup beans, String name) {
        return beans.getBean(StaffAccountService.class)
                .findByName(name)
                .orElseThrow(() -> new UserErrorException("there is no member of staff of this name: see staff list"));
    }

    static Set<StaffRole> parseRoles(List<String> typed) {
        return typed.stream()
                .map(StaffCommand::parseRole)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(StaffRole.class)));
    }

    static String formatRoles(Set<StaffRole> roles) {
        return TerminalFormat.joinChoices(roles.stream().map(StaffCommand::formatRole));
    }

    private static StaffRole parseRole(String typed) {
        return Arrays.stream(StaffRole.values())
                .filter(role -> role.name().equals(typed.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UserErrorException("unknown role: expected one of "
                        + TerminalFormat.joinChoices(
                                Arrays.stream(StaffRole.values()).map(StaffCommand::formatRole))));
    }

    private static String formatRole(StaffRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /// Describes how to use an invitation.
    static String describeInvitation(CommandRunner.BeanLookup beans, StaffInvitation invitation) {
        return "Give them this link; it is good once, until " + TerminalFormat.formatTime(invitation.expires()) + ":"
                + System.lineSeparator() + "  "
                + beans.getBean(ConsoleUrl.class).linkTo(PasswordLinkService.SET_UP_PATH + invitation.token());
    }
}
