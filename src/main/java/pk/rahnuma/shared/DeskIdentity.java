package pk.rahnuma.shared;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Identity of the desk: its mode, and who runs it. The only place that decides whether the desk is run at all:
/// without a named operator no form and no ticket starts, since people give their identity number with them. A bean.
///
/// @param operator name; empty unless an operator runs the desk
public record DeskIdentity(OperatingMode mode, RunBy runBy, String operator) {

    /// Names of its values in scripts and texts.
    public static final Set<String> ARGUMENTS = Set.of("mode", "run_by", "operator_name");

    /// Property of a desk for trying. `serve --trial` sets it, and no variable, so that no real desk has it by mistake.
    public static final String TRIAL_PROPERTY = "rahnuma.trial";

    /// Operator of [#ofExample].
    public static final String EXAMPLE_OPERATOR = "Help Desk Lahore";

    /// Party that runs the desk.
    public enum RunBy {
        /// A named operator, whom people can reach.
        OPERATOR,
        /// A person who tries it on their own machine: everything works, and is marked as not real.
        TRIAL,
        /// No named party: the desk answers questions, and takes no form and no ticket.
        NOBODY;

        private final String word = name().toLowerCase(Locale.ROOT);

        /// Word for scripts and texts.
        public String toWord() {
            return word;
        }
    }

    /// True when forms and tickets start.
    public boolean isRun() {
        return runBy != RunBy.NOBODY;
    }

    public boolean isTrial() {
        return runBy == RunBy.TRIAL;
    }

    /// Value of a name of [#ARGUMENTS]; null for any other.
    public String findArgument(String name) {
        return switch (name) {
            case "mode" -> mode.toWord();
            case "run_by" -> runBy.toWord();
            case "operator_name" -> operator;
            default -> null;
        };
    }

    /// Values for texts, by name.
    public Map<String, Object> textArguments() {
        return Map.of("mode", mode.toWord(), "run_by", runBy.toWord(), "operator_name", operator);
    }

    /// Decides who runs the desk.
    ///
    /// @param trial whether it was started for trying; an operator is not named then, since it is not theirs
    public static DeskIdentity ofSettings(OperatingMode mode, OperatorConfiguration operator, boolean trial) {
        RunBy runBy = trial ? RunBy.TRIAL : operator.isNamed() ? RunBy.OPERATOR : RunBy.NOBODY;
        return new DeskIdentity(mode, runBy, runBy == RunBy.OPERATOR ? operator.name() : "");
    }

    /// Identity for conversations that are played without a desk.
    public static DeskIdentity ofExample(OperatingMode mode, RunBy runBy) {
        return new DeskIdentity(mode, runBy, runBy == RunBy.OPERATOR ? EXAMPLE_OPERATOR : "");
    }

    /// The only place that reads the setting.
    @Factory
    static final class DeskIdentityFactory {

        @Singleton
        DeskIdentity deskIdentity(
                OperatingMode mode,
                OperatorConfiguration operator,
                @Property(name = TRIAL_PROPERTY, defaultValue = "false") boolean trial) {
            return ofSettings(mode, operator, trial);
        }
    }
}
