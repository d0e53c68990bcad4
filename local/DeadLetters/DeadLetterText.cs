using System.Globalization;
using System.Text;
using System.Text.Json;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Local.DeadLetters;

/// <summary>Dead letters as text.</summary>
internal static class DeadLetterText
{
    public static async Task WriteAsync(DeadLetterPage page, bool json, TextWriter output)
    {
        foreach (var letter in page.Letters.Select(stored => DeadLetterSummary.Of(stored.Letter)))
        {
            await output.WriteLineAsync(json ? JsonSerializer.Serialize(letter, EventJson.Options) : Line(letter)).ConfigureAwait(false);
        }

        if (!json && page.Continuation is not null)
        {
            await output.WriteLineAsync("there are more; a filter or --take shows them").ConfigureAwait(false);
        }
    }

    public static async Task WriteAsync(DeadLetterReport report, string? hint, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, EventJson.Options)).ConfigureAwait(false);
            return;
        }

        foreach (var change in report.Changes)
        {
            var note = change.Note is null ? string.Empty : $": {FirstLine(change.Note)}";
            await output.WriteLineAsync($"{change.Id} {Words(change.Outcome)}{note}").ConfigureAwait(false);
        }

        var letters = string.Create(CultureInfo.InvariantCulture, $"{report.Changes.Count} dead letters");
        await output.WriteLineAsync(hint is null ? letters : $"{letters}; {hint}").ConfigureAwait(false);
    }

    public static string Whole(DeadLetter letter)
    {
        var text = new StringBuilder();
        void Add(string name, object? value)
        {
            if (value is not null)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12}{value}");
            }
        }

        Add("id", letter.Id);
        Add("status", Lower(letter.Status) + (letter.StatusNote is { } note ? $": {note} ({letter.StatusTime:u})" : string.Empty));
        Add("consumer", letter.Consumer);
        Add("origin", letter.Origin);
        Add("reason", letter.Reason);
        Add("error", letter.Error);
        Add("event", $"{letter.EventType ?? "unknown type"} {letter.EventId ?? "without an id"}");
        Add("correlation", letter.CorrelationId);
        Add("replay", letter.ReplayId);
        Add("attempts", letter.Attempts);
        Add("first", letter.FirstTime.ToString("u", CultureInfo.InvariantCulture));
        Add("last", letter.LastTime.ToString("u", CultureInfo.InvariantCulture));
        Add("body", Indented(letter.Body));
        return text.ToString().TrimEnd();
    }

    private static string Line(DeadLetterSummary letter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{letter.LastTime:u} {Lower(letter.Status)} {letter.Id} {letter.EventType ?? "?"} {letter.CorrelationId ?? "-"} attempts {letter.Attempts}: {FirstLine(letter.Reason)}");

    private static string Indented(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(document.RootElement, new JsonSerializerOptions(EventJson.Options) { WriteIndented = true });
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    private static string Words(DeadLetterChangeOutcome outcome) => outcome switch
    {
        DeadLetterChangeOutcome.Planned => "would be changed",
        DeadLetterChangeOutcome.NotFound => "does not exist",
        DeadLetterChangeOutcome.Overtaken => "is unchanged",
        _ => Lower(outcome),
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
