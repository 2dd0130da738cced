package pk.rahnuma;

import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.OperatingMode;

/// Identities of desks, for tests that start no server.
public final class TestDesk {

    /// An assistance desk with an operator.
    public static final DeskIdentity ASSISTANCE = ofMode(OperatingMode.ASSISTANCE);

    /// A desk that nobody runs.
    public static final DeskIdentity NOBODYS =
            DeskIdentity.ofExample(OperatingMode.ASSISTANCE, DeskIdentity.RunBy.NOBODY);

    private TestDesk() {}

    /// A desk with an operator.
    public static DeskIdentity ofMode(OperatingMode mode) {
        return DeskIdentity.ofExample(mode, DeskIdentity.RunBy.OPERATOR);
    }
}
