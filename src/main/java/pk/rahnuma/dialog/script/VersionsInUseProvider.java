package pk.rahnuma.dialog.script;

/// Versions of scripts that some process of the desk has loaded and no operator has retired, including those newer than
/// this process.
@FunctionalInterface
public interface VersionsInUseProvider {

    /// @param flow hash of a version
    boolean isInUse(String flow);
}
