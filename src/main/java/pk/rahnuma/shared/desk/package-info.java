/// Settings of the desk as a whole: its mode, its operator, the mark of a sandbox, and the identity that they make.
package pk.rahnuma.shared.desk;
