package pk.rahnuma.cli.boot;

import java.util.function.Function;

/// How a command comes by the beans it works with: opens the house, works in it, closes it.
@FunctionalInterface
public interface Opening {

    /// The beans of a house that is open.
    interface Beans {
        /// @return the bean of this type
        <T> T get(Class<T> type);
    }

    /// @return what the work has to say
    String work(Function<Beans, String> work);

    /// The house that the environment names.
    static String house(Function<Beans, String> work) {
        try (Opened house = Boot.open(Settings.fromEnvironment())) {
            return work.apply(house::get);
        }
    }
}
