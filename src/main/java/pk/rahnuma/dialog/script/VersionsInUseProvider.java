package pk.rahnuma.dialog.script;

/// The versions of scripts that some process of the desk has loaded and nobody has retired: also those that came after
/// this one had read them.
@FunctionalInterface
public interface VersionsInUseProvider {

    /// @param flow the hash of a version
    boolean isInUse(String flow);
}
