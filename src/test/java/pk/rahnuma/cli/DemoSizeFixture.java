package pk.rahnuma.cli;

import pk.rahnuma.cli.demo.DemoSize;

/// Amount of demo data for tests.
public final class DemoSizeFixture {

    /// About a thirtieth of the full size, with at least one of everything.
    public static final DemoSize SMALL_SIZE = new DemoSize(42, 4, 661, 6, 13, 47, 30, 14);

    private DemoSizeFixture() {}
}
