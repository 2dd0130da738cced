/// What the desk says: the scripts that are loaded, their versions, and notices in the words of the texts.
package pk.rahnuma.guidance;
