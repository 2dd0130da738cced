package pk.rahnuma.turn;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

/// How the operator runs the desk, as scripts see it: `assistance` or `authority`.
@Singleton
class Mode {

    private final String name;

    Mode(@Property(name = "rahnuma.mode", defaultValue = "assistance") String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
