package pk.rahnuma.startup;

import java.util.function.Function;

/// Runs a piece of work with the beans of a context, which is opened before and closed afterwards.
@FunctionalInterface
public interface CommandRunner {

    /// Beans of an open context.
    interface BeanLookup {
        /// Returns a bean.
        ///
        /// @return the bean of this type
        <T> T getBean(Class<T> type);
    }

    /// Runs a piece of work.
    ///
    /// @return output of the work
    String runWithBeans(Function<BeanLookup, String> work);

    /// Runs a piece of work on the database that the environment names.
    static String runOnConfiguredDatabase(Function<BeanLookup, String> work) {
        try (CommandContext context = ContextBootstrap.openContext(EnvironmentSettings.fromEnvironment())) {
            return work.apply(context::getBean);
        }
    }
}
