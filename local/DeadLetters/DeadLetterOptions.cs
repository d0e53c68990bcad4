using System.CommandLine;
using RingRift.Eventing.DeadLetters;
using RingRift.Game;
using RingRift.Local.Arguments;

namespace RingRift.Local.DeadLetters;

/// <summary>The options that select dead letters; all hold together.</summary>
internal sealed class DeadLetterOptions
{
    private const string AnyStatus = "any";
    private readonly Option<string> _status = new("--status") { Description = "open, redriven, discarded or any.", HelpName = "STATUS" };
    private readonly Option<string> _consumer = new("--consumer")
    {
        Description = "Of this consumer: a handler, or a worker's queue.",
        HelpName = "NAME",
    };
    private readonly Option<string> _type = new("--type")
    {
        Description = "Of this event type, for example MATCH_COMPLETED.",
        HelpName = "TYPE",
    };
    private readonly Option<string> _config = new("--config", "-c")
    {
        Description = "About this configuration, for example hex8_2p.",
        HelpName = "CONFIG",
    };
    private readonly Option<string> _correlation = new("--correlation")
    {
        Description = "Of this chain, for example hex8_2p-0003.",
        HelpName = "CORRELATION",
    };
    private readonly Option<string> _text = new("--text") { Description = "Whose reason or error holds this text.", HelpName = "TEXT" };
    private readonly Option<DateTimeOffset?> _from;
    private readonly Option<DateTimeOffset?> _to;

    public DeadLetterOptions(TimeProvider clock)
    {
        _from = TimeOption.Build("--from", "Given up last at or after this time.", clock);
        _to = TimeOption.Build("--to", "Given up last before this time.", clock);
        _status.Validators.Add(result => result.Require(
            IsStatus(result.GetValueOrDefault<string>()),
            $"must be {string.Join(", ", Enum.GetNames<DeadLetterStatus>()).ToLowerInvariant()} or {AnyStatus}"));
        _config.Validators.Add(result => result.Require(
            GameConfig.TryParse(result.GetValueOrDefault<string>() ?? string.Empty, out _),
            $"must be one of {string.Join(", ", GameConfig.All.Select(known => known.Name))}"));
    }

    private Option[] All => [_status, _consumer, _type, _config, _correlation, _text, _from, _to];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>Whether any of them was given.</summary>
    public bool IsGiven(ParseResult parse) => All.Any(option => parse.GetResult(option) is { Implicit: false });

    public DeadLetterQuery Read(ParseResult parse) => new()
    {
        Status = parse.GetValue(_status) is { } status && status != AnyStatus
            ? Enum.Parse<DeadLetterStatus>(status, ignoreCase: true)
            : null,
        Consumer = parse.GetValue(_consumer),
        EventType = parse.GetValue(_type),
        Config = parse.GetValue(_config),
        CorrelationId = parse.GetValue(_correlation),
        Text = parse.GetValue(_text),
        From = parse.GetValue(_from),
        To = parse.GetValue(_to),
    };

    private static bool IsStatus(string? text) =>
        text == AnyStatus || Enum.GetNames<DeadLetterStatus>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
