package pk.rahnuma.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a [io.micronaut.scheduling.annotation.Scheduled] method that one node at a time runs for all: the one that
/// holds the lease of this name. A run that a node began goes on if it is declared dead meanwhile: the method must be
/// safe to run twice.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OncePerCluster {

    /// Name of the lease, at most 32 characters.
    String value();
}
