package pk.rahnuma.documents;

/// A file is not taken.
public final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public Unfit(Fault fault) {
        super(fault.code(), null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
