/// How pandoc reads a report's page, in Lua.
///
/// pandoc itself would fetch what a page names (pictures, frames) from wherever that is, before any filter can keep it from
/// it; its own sandbox cannot write DOCX where pandoc is installed in parts, as Debian does. A reader of our own comes first:
/// what is not in the page does not come in.
enum DOCXReader {
  static let lua = #"""
    local pictures = 0
    local has_title = false

    -- Only a picture that is in the page. It gets a name, since its address would stand in the document too.
    local function image(picture)
      if not picture.src:find("^data:image/png;base64,") then return picture.caption end
      local is_whole, kind, bytes = pcall(pandoc.mediabag.fetch, picture.src)
      if not is_whole then return picture.caption end
      pictures = pictures + 1
      picture.src = "picture-" .. pictures .. ".png"
      pandoc.mediabag.insert(picture.src, kind, bytes)
      return picture
    end

    -- The page's title is the document's, which stands above it already.
    local function header(heading)
      if heading.level > 1 then
        heading.level = heading.level - 1
        return heading
      end
      if not has_title then
        has_title = true
        return {}
      end
    end

    -- A picture stays on one page with its caption.
    local function paragraph(block)
      if #block.content == 1 and block.content[1].t == "Image" then
        return pandoc.Div({ block }, { ["custom-style"] = "Captioned Figure" })
      end
    end

    -- Columns are as wide as their text asks for, and the table as the page; what names a row is bold.
    local function tabular(grid)
      local rows = pandoc.List {}
      rows:extend(grid.head.rows)
      for _, body in ipairs(grid.bodies) do
        rows:extend(body.body)
        for _, row in ipairs(body.body) do
          for column = 1, body.row_head_columns do
            row.cells[column].contents = row.cells[column].contents:walk {
              Plain = function(text) return pandoc.Plain { pandoc.Strong(text.content) } end
            }
          end
        end
      end
      local widths, all = {}, 0
      for column = 1, #grid.colspecs do
        widths[column] = 8
        for _, row in ipairs(rows) do
          local cell = row.cells[column]
          local width = cell and utf8.len(pandoc.utils.stringify(cell.contents)) or 0
          widths[column] = math.max(widths[column], math.min(40, width))
        end
        all = all + widths[column]
      end
      for column, spec in ipairs(grid.colspecs) do spec[2] = widths[column] / all end
      return grid
    end

    -- Of a figure pandoc keeps the caption and drops the alternative text: so it is shown none.
    local function without_figures(page)
      return page:gsub("<(/?)figure%f[%s>]", "<%1div"):gsub("<figcaption%f[%s>]", '<div custom-style="Image Caption"')
        :gsub("</figcaption>", "</div>")
    end

    function Reader(input)
      local document = pandoc.read(without_figures(tostring(input)), "html+raw_html")
      document.meta = {}
      return document:walk { Image = image, Header = header, Para = paragraph, Plain = paragraph, Table = tabular }
    end
    """#
}
