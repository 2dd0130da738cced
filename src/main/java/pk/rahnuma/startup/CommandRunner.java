package pk.rahnuma.startup;

import java.util.function.Function;
import pk.rahnuma.startup.settings.EnvironmentSettings;

/// How a command comes by the beans it works with: opens the house, works in it, closes it.
@FunctionalInterface
public interface CommandRunner {

    /// The beans of a house that is open.
    interface BeanLookup {
        /// @return the bean of this type
        <T> T getBean(Class<T> type);
    }

    /// @return what the work has to say
    String runWithBeans(Function<BeanLookup, String> work);

    /// The house that the environment names.
    static String runOnConfiguredDatabase(Function<BeanLookup, String> work) {
        try (CommandContext house = ContextBootstrap.openContext(EnvironmentSettings.fromEnvironment())) {
            return work.apply(house::getBean);
        }
    }
}
