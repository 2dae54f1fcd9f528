namespace Orleans;

/// <summary>Grains of this class stay active however long nobody calls them.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;
