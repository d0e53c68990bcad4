using System.Globalization;

namespace RingRift.Eventing.DeadLetters;

/// <summary>Keeps texts from outside within the limits of a store.</summary>
internal static class DeadLetterText
{
    /// <summary>The text, or its beginning and a note of its length. Cutting a cut text changes nothing.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var note = string.Create(CultureInfo.InvariantCulture, $" ... [cut, {text.Length} characters]");
        var end = most - note.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + note;
    }

    public static string? CutOptional(string? text, int most) => text is null ? null : Cut(text, most);
}
