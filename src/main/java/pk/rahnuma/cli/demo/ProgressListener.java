package pk.rahnuma.cli.demo;

/// Receives the progress of a long operation.
@FunctionalInterface
public interface ProgressListener {

    /// Reports progress.
    ///
    /// @param what description of the present step
    /// @param done number of `all`
    void reportProgress(String what, int done, int all);
}
