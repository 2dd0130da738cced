package pk.rahnuma.registration;

/// Names of staff, as history and audit log keep them.
public final class Staff {

    /// Characters of a name.
    private static final int NAME = 100;

    private Staff() {}

    /// @throws NotPossible when it is none, or one that history keeps for others
    public static String name(String typed) {
        String name = typed.strip();
        boolean taken = name.equalsIgnoreCase("applicant") || name.equalsIgnoreCase("clock");
        if (name.isEmpty() || name.length() > NAME || taken) {
            throw new NotPossible("who are you? expected the name of a member of staff, at most " + NAME
                    + " characters, and not applicant or clock");
        }
        return name;
    }
}
