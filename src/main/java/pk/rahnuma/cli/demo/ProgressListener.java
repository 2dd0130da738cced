package pk.rahnuma.cli.demo;

/// Who is told how far it is.
@FunctionalInterface
public interface ProgressListener {

    /// @param what is done just now
    /// @param done of `all`
    void reportProgress(String what, int done, int all);
}
