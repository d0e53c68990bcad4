using System.CommandLine;
using RingRift.Local.Commands;

namespace RingRift.Local.Tests.Commands;

/// <summary>Every option and every argument of every command with values that are wrong, or look like others.</summary>
public sealed class OptionWalkTests : IDisposable
{
    private static readonly string[] Wrong = ["abc", "", " ", "99999999999999999999999", "1e999", "NaN", "Infinity", "0,5", "-1", "1 000", "0x10", "'", "\u0661"];

    // What people call things: everything but nothing is a name.
    private static readonly string[] FreeText = ["--reason", "--owner", "--consumer", "--correlation", "--text", "--data", "--replay", "--out", "ID", "NAME", "CORRELATION", "FOLDER", "FILE"];

    // A difference in rating may be below 0.
    private static readonly (string Symbol, string Value)[] Fitting = [("--elo0", "-1")];

    // They would start something that goes on, or takes long.
    private static readonly string[] Starting = ["", "train", "serve", "web", "doctor", "engine", "arena"];

    private static readonly Dictionary<string, string> Right = new()
    {
        ["A"] = "random",
        ["B"] = "random",
        ["CONFIG"] = "hex8_2p",
        ["CORRELATION"] = "hex8_2p-0001",
        ["ID"] = "1",
        ["FOLDER"] = "/nothing/there",
        ["FILE"] = "/nothing/there/at.onnx",
        ["--reason"] = "r",
        ["--for"] = "30m",
        ["--to"] = "1",
        ["--consumer"] = "TrainNetwork",
    };

    private readonly TestFolder _folder = new();

    public static IEnumerable<object[]> Symbols => Commands(Root()).SelectMany(command => Names(command).Select(name => new object[] { Path(command), name }));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Symbols))]
    public async Task When_a_value_is_wrong_should_refuse_it_by_name_value_and_rule(string command, string symbol)
    {
        var parsed = Commands(Root()).Single(one => Path(one) == command);
        var isFree = FreeText.Contains(symbol) || (command.StartsWith("dlq", StringComparison.Ordinal) && symbol == "--type");
        foreach (var value in Wrong.Where(value => !Fitting.Contains((symbol, value))).Where(value => !isFree || string.IsNullOrWhiteSpace(value) || !Starting.Contains(command)))
        {
            var run = await CommandRun.OfAsync(Arguments(parsed, symbol, value));

            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            if (!isFree || string.IsNullOrWhiteSpace(value))
            {
                Assert.Equal(1, run.ExitCode);
                Assert.Contains(symbol, run.Error, StringComparison.Ordinal);
                Assert.Contains($"'{(symbol == "--players" ? value.Split(',')[0] : value)}'", run.Error, StringComparison.Ordinal);
                Assert.Matches("must (not )?be|it is", run.Error);
            }
        }
    }

    [Fact]
    public void Should_have_walked_every_kind_of_symbol()
    {
        var symbols = Commands(Root()).SelectMany(Names).ToHashSet();
        Assert.Empty(FreeText.Concat(Right.Keys).Except(symbols));
        Assert.Superset(new HashSet<string> { "--minutes", "--workers", "--for", "--take", "--seconds", "--threads", "--before", "--from", "--functions", "--set", "--seed" }, symbols);
    }

    [Theory]
    [InlineData("--json=abc")]
    [InlineData("--json", "abc")]
    [InlineData("--minutes", "1", "--minutes", "2")]
    [InlineData("--minutes")]
    [InlineData("--set")]
    public async Task When_there_is_no_value_at_all_should_refuse_that_too(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["train", "--data", _folder.Path, .. arguments]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(arguments[0].Split('=')[0], run.Error + run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static RootCommand Root() => RootCommandBuilder.Build(TimeProvider.System);

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    private static IEnumerable<string> Names(Command command) => command.Options
        .Where(option => option.ValueType != typeof(bool) && option.ValueType != typeof(void) && option is not System.CommandLine.Help.HelpOption)
        .Select(option => option.Name)
        .Concat(command.Arguments.Select(argument => argument.Name));

    private static string Path(Command command) =>
        string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name).Append(command is RootCommand ? string.Empty : command.Name)).Trim();

    private string[] Arguments(Command command, string symbol, string value)
    {
        var words = Path(command).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var argument in command.Arguments.Where(argument => argument.Name == symbol || argument.Arity.MinimumNumberOfValues > 0))
        {
            words.Add(argument.Name == symbol ? value : Right[argument.Name]);
        }

        foreach (var option in command.Options.Where(option => option.Required && option.Name != symbol))
        {
            words.AddRange([option.Name, Right[option.Name]]);
        }

        words.AddRange(command.Options.Any(option => option.Name == symbol) ? [symbol, value] : []);
        words.AddRange(symbol != "--data" && command.Options.Any(option => option.Name == "--data") ? ["--data", System.IO.Path.Combine(_folder.Path, "none")] : []);
        words.AddRange(symbol != "--players" && command.Name == "play" ? ["--players", "random,random"] : []);
        return [.. words];
    }
}
