package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/// Names of a session and of its script.
///
/// @param id unique in its conversation
/// @param name by which a program keeps several drafts of a script apart, or null
/// @param flow version of the script
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SessionIdentity(String id, String name, String script, String flow) {

    /// Of a session without a name.
    public SessionIdentity(String id, String script, String flow) {
        this(id, null, script, flow);
    }
}
