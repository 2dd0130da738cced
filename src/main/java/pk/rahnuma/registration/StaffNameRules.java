package pk.rahnuma.registration;

import pk.rahnuma.staff.StaffNames;

/// Names of staff, as history and audit log keep them.
public final class StaffNameRules {

    private StaffNameRules() {}

    /// @throws RuleViolationException when it is none, or one that history keeps for others
    public static String name(String typed) {
        return StaffNames.kept(typed)
                .orElseThrow(() -> new RuleViolationException("staff_name", "most", StaffNames.MOST));
    }
}
