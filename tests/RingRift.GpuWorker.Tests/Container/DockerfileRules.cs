using System.Text.RegularExpressions;

namespace RingRift.GpuWorker.Tests.Container;

/// <summary>What the worker's image must hold to, checked on its text: no container engine is needed for it.</summary>
internal static partial class DockerfileRules
{
    public static IEnumerable<string> Violations(string dockerfile)
    {
        var all = DockerInstruction.Parse(dockerfile);
        var last = all.Skip(all.ToList().FindLastIndex(one => one.Name == "FROM")).ToList();
        return [.. Bases(all), .. User(last), .. Health(last), .. Start(last), .. Packages(all), .. Secrets(all)];
    }

    public static IReadOnlyDictionary<string, string> Environment(string dockerfile) => DockerInstruction.Parse(dockerfile)
        .Where(one => one.Name == "ENV")
        .SelectMany(one => one.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    private static IEnumerable<string> Bases(IReadOnlyList<DockerInstruction> all)
    {
        var digests = all.Where(one => one.Name == "ARG").Select(one => one.Arguments.Split('=', 2))
            .Where(argument => argument[0].EndsWith("_DIGEST", StringComparison.Ordinal)).ToList();
        foreach (var invented in digests.Where(digest => digest.Length == 2 && !Sha256().IsMatch(digest[1])))
        {
            yield return $"{invented[0]} is '{invented[1]}': a digest is sha256: and 64 hexadecimal digits";
        }

        var stages = all.Where(one => one.Name == "FROM").Select(one => one.Arguments.Split(" AS ")).Where(parts => parts.Length > 1)
            .Select(parts => parts[1]).ToHashSet();
        foreach (var image in all.Where(one => one.Name == "FROM").Select(one => one.Arguments.Split(' ')[0])
            .Where(image => !stages.Contains(image)))
        {
            var digest = image.Split('@', 2) is [_, var pinned] ? pinned : string.Empty;
            if (!Sha256().IsMatch(digest) && !digests.Exists(one => digest == $"${{{one[0]}}}"))
            {
                yield return $"FROM {image} is not pinned by a digest";
            }
        }

        foreach (var moving in all.Where(one => one.Name == "ARG" && one.Arguments.EndsWith(":latest", StringComparison.Ordinal)))
        {
            yield return $"ARG {moving.Arguments} names no version";
        }
    }

    private static IEnumerable<string> User(List<DockerInstruction> last) =>
        last.FindLast(one => one.Name == "USER")?.Arguments is { } user
            && NumericUser().Match(user) is { Success: true } match
            && match.Groups[1].Value != "0"
            ? []
            : ["the last USER is not a number above 0: an orchestrator cannot see that it is not root"];

    private static IEnumerable<string> Health(List<DockerInstruction> last)
    {
        if (last.Find(one => one.Name == "HEALTHCHECK") is not { } check || !check.Arguments.Contains(" CMD [", StringComparison.Ordinal))
        {
            yield return "there is no HEALTHCHECK with a program";
        }

        if (last.Find(one => one.Name == "EXPOSE") is not { Arguments: "8081" })
        {
            yield return "EXPOSE is not 8081, the port of the health endpoint";
        }
    }

    private static IEnumerable<string> Start(List<DockerInstruction> last)
    {
        if (last.Find(one => one.Name == "ENTRYPOINT")?.Arguments.StartsWith('[') != true)
        {
            yield return "ENTRYPOINT is not a list: a shell would keep signals from the worker";
        }

        if (last.Find(one => one.Name == "STOPSIGNAL") is not { Arguments: "SIGTERM" })
        {
            yield return "STOPSIGNAL is not SIGTERM, which drains";
        }
    }

    private static IEnumerable<string> Packages(IReadOnlyList<DockerInstruction> all) => all
        .Where(one => one.Name == "RUN" && one.Arguments.Contains("apt-get install", StringComparison.Ordinal))
        .Where(one => !one.Arguments.Contains("--no-install-recommends", StringComparison.Ordinal)
            || !one.Arguments.Contains("rm -rf /var/lib/apt/lists/*", StringComparison.Ordinal))
        .Select(one => $"RUN {one.Arguments} leaves more in the image than it needs");

    private static IEnumerable<string> Secrets(IReadOnlyList<DockerInstruction> all) => all
        .Where(one => one.Name is "ENV" or "ARG" && Secret().IsMatch(one.Arguments))
        .Select(one => $"{one.Name} {one.Arguments.Split('=')[0]} would keep a secret in the image");

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"^(\d+)(:\d+)?$")]
    private static partial Regex NumericUser();

    [GeneratedRegex("KEY|PASSWORD|SECRET|TOKEN|CONNECTIONSTRING|AzureWebJobsStorage", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
