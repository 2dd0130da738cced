package pk.rahnuma.registration;

import pk.rahnuma.staff.Names;

/// Names of staff, as history and audit log keep them.
public final class Staff {

    private Staff() {}

    /// @throws NotPossible when it is none, or one that history keeps for others
    public static String name(String typed) {
        return Names.kept(typed).orElseThrow(() -> new NotPossible("staff_name", "most", Names.MOST));
    }
}
