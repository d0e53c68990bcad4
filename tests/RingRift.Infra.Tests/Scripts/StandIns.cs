using System.Diagnostics;

namespace RingRift.Infra.Tests.Scripts;

/// <summary>
/// Runs scripts of this repository where nothing real can be called but small tools: the path holds links to those and to stand-ins, and no variable of this
/// process is passed on.
/// </summary>
internal sealed class StandIns : IDisposable
{
    private static readonly string[] Tools = ["basename", "bash", "cat", "dirname", "env", "grep", "mkdir", "mktemp", "rm", "sed", "sort", "tr"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stand-ins-");
    private readonly List<string> _answers = [];

    public StandIns(IEnumerable<string> programs, params string[] moreTools)
    {
        Directory.CreateDirectory(Bin);
        foreach (var tool in Tools.Concat(moreTools))
        {
            File.CreateSymbolicLink(Path.Combine(Bin, tool), Find(tool) ?? throw new FileNotFoundException($"the tests of scripts need '{tool}'", tool));
        }

        foreach (var program in programs)
        {
            File.CreateSymbolicLink(Path.Combine(Bin, program), Repository.PathOf("tests/RingRift.Infra.Tests/Scripts/stand-in.sh"));
        }
    }

    /// <summary>Where scripts put temporary files.</summary>
    public string Temporary => Directory.CreateDirectory(Path.Combine(_folder.FullName, "tmp")).FullName;

    private string Bin => Path.Combine(_folder.FullName, "bin");

    /// <summary>The file of a program on the path of this process; null where there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Lets stand-ins answer calls. The last answer given for a call counts.</summary>
    /// <param name="pattern">What the call looks like, as a pattern of the shell over program and arguments.</param>
    /// <param name="answer">One line for standard output, or none.</param>
    /// <param name="code">Exit code.</param>
    public StandIns Answer(string pattern, string answer, int code = 0)
    {
        _answers.Insert(0, $"{pattern}\t{code}\t{answer}\n");
        return this;
    }

    /// <summary>Runs a script.</summary>
    /// <param name="script">Path of the script.</param>
    /// <param name="variables">Its environment, beside the path.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<ScriptResult> RunAsync(string script, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var (calls, answers) = (Path.Combine(_folder.FullName, "calls"), Path.Combine(_folder.FullName, "answers"));
        File.Delete(calls);
        await File.WriteAllTextAsync(answers, string.Concat(_answers));
        var start = new ProcessStartInfo(Path.Combine(Bin, "bash"), [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in variables.Concat(new Dictionary<string, string>
        {
            ["PATH"] = Bin,
            ["TMPDIR"] = Temporary,
            ["STAND_IN_CALLS"] = calls,
            ["STAND_IN_ANSWERS"] = answers,
        }))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ScriptResult(process.ExitCode, output, await error, StandInCall.Read(calls));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>How a script ended, and what it called.</summary>
internal sealed record ScriptResult(int Code, string Output, string Error, IReadOnlyList<StandInCall> Calls)
{
    public IEnumerable<string> Texts => Calls.Select(call => call.Text);

    public override string ToString() => $"{Code}: {Error}\n{string.Join('\n', Texts)}";
}

/// <summary>How a stand-in was called.</summary>
/// <param name="Text">Program and arguments; those with blanks, and empty ones, are quoted.</param>
/// <param name="Notes">What it was told besides: lines of its input, or variables <c>NAME=VALUE</c>.</param>
internal sealed record StandInCall(string Text, IReadOnlyList<string> Notes)
{
    public bool Starts(string text) => Text.StartsWith(text, StringComparison.Ordinal);

    /// <summary>The calls in a file of <c>stand-in.sh</c>.</summary>
    public static IReadOnlyList<StandInCall> Read(string path)
    {
        var calls = new List<(string Text, List<string> Notes)>();
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.StartsWith('\t'))
            {
                calls[^1].Notes.Add(line[1..]);
            }
            else
            {
                calls.Add((line, []));
            }
        }

        return [.. calls.Select(call => new StandInCall(call.Text, call.Notes))];
    }
}

/// <summary>A test of a script that machines run: it needs <c>jq</c>, which the image of those machines has and not every machine that tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JqTheoryAttribute : TheoryAttribute
{
    public JqTheoryAttribute() => Skip = StandIns.Find("jq") is null ? "'jq' is not installed" : null!;
}
