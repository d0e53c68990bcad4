using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using RingRift.Eventing.DeadLetters;
using RingRift.Game;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Functions.Requests;

/// <summary>Body of a redrive or discard: exactly one of ids, filter and all, and why.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeadLetterCommand
{
    /// <summary>Letters by id, whatever their status.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Open letters that a filter selects, or those of the status it names.</summary>
    public DeadLetterFilter? Filter { get; init; }

    /// <summary>All open letters.</summary>
    public bool All { get; init; }

    /// <summary>Why; kept with each letter.</summary>
    public string? Reason { get; init; }

    /// <summary>Only say which letters it would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>The letters it is about.</summary>
    /// <param name="now">The time that times ago count from (UTC).</param>
    /// <exception cref="ArgumentException">None or several ways of selecting, or a value that breaks its rule.</exception>
    public DeadLetterSelection Selection(DateTimeOffset now) => (Ids, Filter, All) switch
    {
        ({ } ids, null, false) => DeadLetterSelection.Of(ids),
        (null, { } filter, false) => DeadLetterSelection.Of(filter.ToQuery(now)),
        (null, null, true) => DeadLetterSelection.Of(new DeadLetterQuery()),
        _ => throw new ArgumentException("a request needs exactly one of ids, filter and all: true"),
    };

    /// <summary>Why.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string CheckedReason() => string.IsNullOrWhiteSpace(Reason)
        ? throw new ArgumentException("reason: must say why, for those who look at the letter later")
        : Reason;
}

/// <summary>Conditions on dead letters as callers give them; all hold together.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeadLetterFilter
{
    /// <summary>open, redriven or discarded.</summary>
    public string? Status { get; init; }

    /// <summary>Name of the consumer.</summary>
    public string? Consumer { get; init; }

    /// <summary>Type of the event, for example SELFPLAY_COMPLETE.</summary>
    public string? Type { get; init; }

    /// <summary>Config, for example hex8_2p.</summary>
    public string? Config { get; init; }

    /// <summary>Correlation of the event.</summary>
    public string? Correlation { get; init; }

    /// <summary>Text within the reason or error.</summary>
    public string? Text { get; init; }

    /// <summary>Given up last at or after this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? From { get; init; }

    /// <summary>Given up last before this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? To { get; init; }

    /// <summary>The filter of a query string.</summary>
    public static DeadLetterFilter Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new DeadLetterFilter
        {
            Status = query["status"].FirstOrDefault(),
            Consumer = query["consumer"].FirstOrDefault(),
            Type = query["type"].FirstOrDefault(),
            Config = query["config"].FirstOrDefault(),
            Correlation = query["correlation"].FirstOrDefault(),
            Text = query["text"].FirstOrDefault(),
            From = query["from"].FirstOrDefault(),
            To = query["to"].FirstOrDefault(),
        };
    }

    /// <summary>The query it stands for.</summary>
    /// <param name="now">The time that times ago count from (UTC).</param>
    /// <exception cref="ArgumentException">A value breaks its rule.</exception>
    public DeadLetterQuery ToQuery(DateTimeOffset now) => new()
    {
        Status = StatusOf(Status),
        Consumer = Consumer,
        EventType = Type,
        Config = Config is null || GameConfig.TryParse(Config, out _)
            ? Config
            : throw new ArgumentException($"config '{Config}': must be a board, '_', 2 to 4 players and 'p', for example hex8_2p"),
        CorrelationId = Correlation,
        Text = Text,
        From = TimeText.Read("from", From, now),
        To = TimeText.Read("to", To, now),
    };

    private static DeadLetterStatus? StatusOf(string? text) => text switch
    {
        null or "" => null,
        _ when !int.TryParse(text, CultureInfo.InvariantCulture, out _)
            && Enum.TryParse<DeadLetterStatus>(text, ignoreCase: true, out var status) => status,
        _ => throw new ArgumentException($"status '{text}': must be open, redriven or discarded"),
    };
}
