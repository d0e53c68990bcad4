using System.CommandLine;
using RingRift.Eventing.DeadLetters;
using RingRift.Local.Arguments;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Local.DeadLetters;

/// <summary>
/// Which letters a change is about. Letters named by id are changed at once; what <c>--all</c> or a filter selects is only shown until
/// <c>--yes</c> is given.
/// </summary>
internal sealed class DeadLetterChoice(TimeProvider clock)
{
    private readonly Argument<string[]> _ids = new("ID")
    {
        Description = "The letters, as 'dlq list' shows them.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<bool> _all = new("--all") { Description = "All open letters." };
    private readonly Option<bool> _yes = new("--yes", "-y")
    {
        Description = "Do it for --all or a filter; without it they only show what they select.",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would be done." };
    private readonly DeadLetterOptions _filter = new(clock);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_ids);
        command.Options.Add(_all);
        _filter.AddTo(command);
        command.Options.Add(_yes);
        command.Options.Add(_dryRun);
    }

    /// <exception cref="CommandException">None or several ways of selecting.</exception>
    public DeadLetterSelection Read(ParseResult parse)
    {
        var ids = parse.GetValue(_ids) ?? [];
        try
        {
            return (ids.Length > 0, parse.GetValue(_all), _filter.IsGiven(parse)) switch
            {
                (true, false, false) => DeadLetterSelection.Of(ids),
                (false, true, false) => DeadLetterSelection.Of(new DeadLetterQuery()),
                (false, false, true) => DeadLetterSelection.Of(_filter.Read(parse)),
                _ =>
                    throw new CommandException(
                        "select dead letters by ID, with --all, or with a filter such as --consumer; one of the three"),
            };
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, wrong);
        }
    }

    public bool IsDryRun(ParseResult parse) => parse.GetValue(_dryRun) || IsUnconfirmed(parse);

    /// <summary>What to add to the command; null when it did what it says.</summary>
    public string? Hint(ParseResult parse) =>
        !parse.GetValue(_dryRun) && IsUnconfirmed(parse) ? "nothing was changed; add --yes to do it" : null;

    private bool IsUnconfirmed(ParseResult parse) => parse.GetValue(_ids) is not { Length: > 0 } && !parse.GetValue(_yes);
}
