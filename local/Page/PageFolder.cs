using RingRift.Local.Arguments;

namespace RingRift.Local.Page;

/// <summary>The published page, which the build puts beside this program.</summary>
/// <param name="Root">The folder.</param>
internal sealed record PageFolder(string Root)
{
    /// <summary>What the browser loads.</summary>
    public string Files => Path.Combine(Root, "wwwroot");

    /// <summary>Which file answers which path in which encoding.</summary>
    public string Manifest => Path.Combine(Root, "RingRift.Web.staticwebassets.endpoints.json");

    /// <summary>Finds it.</summary>
    /// <exception cref="CommandException">It is not there.</exception>
    public static PageFolder Find()
    {
        var folder = new PageFolder(Path.Combine(AppContext.BaseDirectory, "page"));
        return File.Exists(folder.Manifest) && File.Exists(Path.Combine(folder.Files, "index.html"))
            ? folder
            : throw new CommandException($"the page is not built: '{folder.Root}' is not whole; build the solution first");
    }
}
